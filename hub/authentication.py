"""Local accounts that only the roster can create.

There is no sign-up page, so nobody can take a rostered name. An account starts with a one-time password: logging in with it leads
to a page where the owner chooses the real one. NativeAuthenticator keeps the password hashes, counts failed log-ins and lets
everybody change a password; its own log-in handler does not work with JupyterHub 6, so the hub's is used.
"""

import pathlib

import bcrypt
from jupyterhub.apihandlers.base import APIHandler
from jupyterhub.handlers.login import LoginHandler
from jupyterhub.orm import Base
from jupyterhub.scopes import needs_scope
from nativeauthenticator import NativeAuthenticator
from nativeauthenticator.handlers import ChangePasswordAdminHandler, ChangePasswordHandler
from nativeauthenticator.orm import UserInfo
from sqlalchemy import Column, String
from tornado import web
from tornado.escape import url_escape

from hub.passwords import new_one_time_password
from hub.settings import Settings

FIRST_LOGIN_COOKIE = "tinytorch-first-login"
FIRST_LOGIN_MINUTES = 15


class OneTimePassword(Base):
    """A user name whose password was issued by the hub and must be replaced at the first log-in."""

    __tablename__ = "one_time_passwords"
    username = Column(String(128), primary_key=True)


class RosterAuthenticator(NativeAuthenticator):
    """NativeAuthenticator without sign-up, with one-time passwords."""

    def add_new_table(self):
        super().add_new_table()
        OneTimePassword.__table__.create(self.db.bind, checkfirst=True)

    async def authenticate(self, handler, data):
        """Return the user name, or None; a right one-time password starts the first log-in instead."""
        username = await super().authenticate(handler, data)
        if username and self.db.get(OneTimePassword, username):
            handler.begin_first_login(username)
            return None
        return username

    def issue_password(self, username: str) -> str:
        """Give `username` a new one-time password, creating the account if needed, and return it."""
        password = new_one_time_password()
        hashed = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
        account = self.get_user(username) or UserInfo(username=username, password=hashed)
        account.password = hashed
        account.is_authorized = True
        self.db.add(account)
        self.db.merge(OneTimePassword(username=username))
        self.db.commit()
        return password

    def replace_one_time_password(self, username: str, password: str) -> bool:
        """Set the password that the owner chose; False when it is too weak or nothing was pending."""
        pending = self.db.get(OneTimePassword, username)
        if pending is None or not self.change_password(username, password):
            return False
        self.db.delete(pending)
        self.db.commit()
        return True

    def set_authorized(self, username: str, authorized: bool) -> None:
        """Open or close an existing account without touching its password or data."""
        account = self.get_user(username)
        if account is not None and account.is_authorized != authorized:
            account.is_authorized = authorized
            self.db.commit()

    def delete_user(self, user):
        pending = self.db.get(OneTimePassword, user.name)
        if pending is not None:
            self.db.delete(pending)
        return super().delete_user(user)

    def get_handlers(self, app):
        return [
            (r"/login", RosterLoginHandler),
            (r"/first-login", FirstLoginHandler),
            (r"/change-password", ChangePasswordHandler),
            (r"/change-password/([^/]+)", ChangePasswordAdminHandler),
            (r"/api/accounts", AccountsHandler),
        ]


def render_first_login(handler: LoginHandler, username: str, error: str = ""):
    """Return the page for choosing a password; it keeps where the person wanted to go."""
    destination = url_escape(handler.get_argument("next", default=""))
    return handler.render_template("first-login.html", username=username, error=error, next=destination)


class RosterLoginHandler(LoginHandler):
    """The hub's log-in form; a one-time password leads to the page for choosing a password."""

    _first_login = None

    def begin_first_login(self, username: str) -> None:
        self._first_login = username

    async def login_user(self, data=None):
        user = await super().login_user(data)
        if self._first_login:
            self.set_secure_cookie(
                FIRST_LOGIN_COOKIE, self._first_login, expires_days=FIRST_LOGIN_MINUTES / 1440,
                httponly=True, path=self.hub.base_url,
            )
        return user

    async def _render(self, *args, **kwargs):
        if self._first_login:
            self.set_status(200)
            return await render_first_login(self, self._first_login)
        return await super()._render(*args, **kwargs)


class FirstLoginHandler(LoginHandler):
    """Replaces a one-time password by one that the owner chose, then logs in."""

    def begin_first_login(self, username: str) -> None:
        raise web.HTTPError(500, f"the one-time password of {username} is still pending")

    async def get(self):
        self.redirect(self.settings["login_url"])

    async def post(self):
        cookie = self.get_secure_cookie(FIRST_LOGIN_COOKIE, max_age_days=FIRST_LOGIN_MINUTES / 1440)
        if not cookie:
            raise web.HTTPError(403, "Too much time has passed. Log in again with your one-time password.")
        username = cookie.decode()
        password = self.get_body_argument("password", strip=False)
        if password != self.get_body_argument("confirmation", strip=False):
            error = "The two passwords differ. Type the same password twice."
        elif not self.authenticator.replace_one_time_password(username, password):
            length = self.authenticator.minimum_password_length
            error = f"Choose a password of at least {length} characters that is not a common one."
        else:
            self.clear_cookie(FIRST_LOGIN_COOKIE, path=self.hub.base_url)
            user = await self.login_user({"username": username, "password": password})
            self._jupyterhub_user = user
            self.redirect(self.get_next_url(user))
            return
        self.finish(await render_first_login(self, username, error))


class AccountsHandler(APIHandler):
    """Creates, renews and closes accounts for the roster: `POST /hub/api/accounts`."""

    @needs_scope("admin:users")
    async def post(self):
        """Answer `{"passwords": {name: one-time password}}` for the accounts that got a new one.

        Body: `ensure` (names that must have an open account), `renew` (names that get a new password if they have an account),
        `close` (names that may not log in any more; their data stays).
        """
        body = self.get_json_body() or {}
        accounts = self.authenticator
        passwords = {}
        for username in body.get("ensure", []):
            if accounts.get_user(username) is None:
                passwords[username] = accounts.issue_password(username)
            accounts.set_authorized(username, True)
        for username in body.get("renew", []):
            if accounts.get_user(username) is not None:
                passwords[username] = accounts.issue_password(username)
        for username in body.get("close", []):
            accounts.set_authorized(username, False)
        self.write({"passwords": passwords})


def configure(c, settings: Settings) -> None:
    """Set the authenticator and its limits."""
    c.JupyterHub.authenticator_class = RosterAuthenticator
    c.JupyterHub.template_paths = [str(pathlib.Path(__file__).parent / "templates")]
    # Everybody who has an account was put there by the roster.
    c.Authenticator.allow_all = True
    c.RosterAuthenticator.enable_signup = False
    c.RosterAuthenticator.minimum_password_length = 10
    c.RosterAuthenticator.check_common_password = True
    c.RosterAuthenticator.allowed_failed_logins = 10
    c.RosterAuthenticator.seconds_before_next_try = 60
