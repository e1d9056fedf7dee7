"""The hub's log-in pages: the form, and the one where a one-time password is replaced by a chosen one. And the log-out.

NativeAuthenticator's own log-in handler does not work with JupyterHub 6, so the hub's is used. Checks no password itself.
"""

from jupyterhub.handlers.login import LoginHandler, LogoutHandler
from jupyterhub.utils import url_path_join
from tornado import web
from tornado.escape import url_escape

from hub.accounts import lockout
from hub.accounts.known_browsers import remember
from hub.browser.visits import end_visits, owner_of

FIRST_LOGIN_COOKIE = "tinytorch-first-login"
FIRST_LOGIN_MINUTES = 15
REPLACED = "This one-time password was replaced. Log in again with the new one."
WRONG = (
    f"The user name or the password is wrong. {lockout.AFTER_SO_MANY}, whoever in your network typed them, {lockout.WAIT}, or "
    "log in with a browser in which you did before."
)


def render_first_login(handler: LoginHandler, username: str, error: str = ""):
    """Return the page for choosing a password; it keeps where the person wanted to go."""
    destination = url_escape(handler.get_argument("next", default=""))
    return handler.render_template(
        "first-login.html", username=username, error=error, next=destination, rule=handler.authenticator.password_rule
    )


def _is_text(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


class OwnDestination(LoginHandler):
    """A log-in never leads to another person's server: a link in a student's text may be what brought somebody here."""

    has_just_chosen = ""  # the name of who chose a password in this request, and need not prove to know it

    def get_next_url(self, user=None, default=None):
        url = super().get_next_url(user, default)
        if owner_of(url) in (None, user and user.name):
            return url
        return url_path_join(self.hub.base_url, "home")

    def write_error(self, status_code, **kwargs):
        # The form shows again what was sent; what is not text in UTF-8 may be why it fails, and would fail once more.
        for arguments in (self.request.arguments, self.request.query_arguments, self.request.body_arguments):
            for name, values in arguments.items():
                arguments[name] = [value for value in values if _is_text(value)]
        super().write_error(status_code, **kwargs)

    def set_login_cookie(self, user):
        end_visits(self)
        remember(self, user.name)
        super().set_login_cookie(user)


class RosterLogoutHandler(LogoutHandler):
    """A log-out that leaves the next person nothing of a student's server."""

    async def handle_logout(self):
        end_visits(self)


class RosterLoginHandler(OwnDestination):
    """The hub's log-in form; a one-time password leads to the page for choosing a password."""

    _first_login = None

    def begin_first_login(self, username: str) -> None:
        self._first_login = username

    async def login_user(self, data=None):
        for field in ("username", "password"):
            data.setdefault(field, "")
        user = await super().login_user(data)
        if self._first_login:
            self.set_secure_cookie(
                FIRST_LOGIN_COOKIE, f"{self.authenticator.accounts.password_version(self._first_login)}:{self._first_login}",
                expires_days=FIRST_LOGIN_MINUTES / 1440,
                httponly=True, path=self.hub.base_url,
            )
        return user

    def _render(self, *args, **kwargs):
        # The hub awaits what comes from here, but for the page of an error (`sync`), which must be text at once.
        if self._first_login and not kwargs.get("sync"):
            self.set_status(200)
            return render_first_login(self, self._first_login)
        if self.get_status() == 403 and kwargs.get("login_error") == "Invalid username or password":
            kwargs["login_error"] = WRONG
        return super()._render(*args, **kwargs)


class FirstLoginHandler(OwnDestination):
    """Replaces a one-time password by one that the owner chose, then logs in."""

    def begin_first_login(self, username: str) -> None:
        raise web.HTTPError(500, f"the one-time password of {username} is still pending")

    async def get(self):
        self.redirect(self.settings["login_url"])

    async def post(self):
        cookie = self.get_secure_cookie(FIRST_LOGIN_COOKIE, max_age_days=FIRST_LOGIN_MINUTES / 1440)
        if not cookie:
            raise web.HTTPError(403, "Too much time has passed. Log in again with your one-time password.")
        version, _, username = cookie.decode().partition(":")
        accounts = self.authenticator.accounts
        if not version or version != accounts.password_version(username) or not accounts.is_pending(username):
            raise web.HTTPError(403, REPLACED)
        password, confirmation = (self.get_body_argument(name, default="", strip=False) for name in ("password", "confirmation"))
        error = self.authenticator.problem_of(password, confirmation)
        if not error and await self.authenticator.is_the_one_time_password(username, password):
            error = "This is the one-time password, which others may have read. Choose another."
        if not error and not await accounts.choose(username, password, version):
            raise web.HTTPError(403, REPLACED)
        if not error:
            self.has_just_chosen = username
            self.clear_cookie(FIRST_LOGIN_COOKIE, path=self.hub.base_url)
            user = await self.login_user({"username": username, "password": password})
            if user is None:
                raise web.HTTPError(403, "Your password is saved, but you cannot log in now. Ask your instructor.")
            self._jupyterhub_user = user
            self.redirect(self.get_next_url(user))
            return
        self.finish(await render_first_login(self, username, error))
