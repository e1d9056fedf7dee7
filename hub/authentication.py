"""Local accounts that only the roster can create.

There is no sign-up page, so nobody can take a rostered name. An account starts with a one-time password: logging in with it leads
to a page where the owner chooses the real one (hub.login). NativeAuthenticator keeps the hashes and counts failed log-ins.
"""

import hashlib
import pathlib

from jupyterhub.orm import Base
from nativeauthenticator import NativeAuthenticator
from nativeauthenticator.handlers import ChangePasswordAdminHandler, ChangePasswordHandler
from nativeauthenticator.orm import UserInfo
from sqlalchemy import Column, String

from hub.accounts_api import AccountsHandler
from hub.login import FirstLoginHandler, RosterLoginHandler
from hub.passwords import LONGEST, check_password, fits, hash_password, new_one_time_password
from hub.settings import Settings


class OneTimePassword(Base):
    """A user name whose password was issued by the hub and must be replaced at the first log-in."""

    __tablename__ = "one_time_passwords"
    username = Column(String(128), primary_key=True)


class UndeliveredPassword(Base):
    """A user name whose one-time password the roster has not yet confirmed to have kept."""

    __tablename__ = "undelivered_passwords"
    username = Column(String(128), primary_key=True)


def sender_address(request) -> str:
    """The address that the proxy in front saw. Not `remote_ip`: that believes X-Real-Ip, which any client can write."""
    return request.headers.get("X-Forwarded-For", request.remote_ip).split(",")[-1].strip()


class RosterAuthenticator(NativeAuthenticator):
    """NativeAuthenticator without sign-up, with one-time passwords."""

    def add_new_table(self):
        super().add_new_table()
        for table in (OneTimePassword, UndeliveredPassword):
            table.__table__.create(self.db.bind, checkfirst=True)

    async def authenticate(self, handler, data):
        """Return the user name, or None; a right one-time password starts the first log-in instead.

        Failures are counted by name and address, so that a stranger elsewhere cannot lock a student out. Every attempt
        checks one hash, so that the time it takes does not tell which names have an account.
        """
        username = self.normalize_username(data["username"])
        account, attempts = self.get_user(username), (username, sender_address(handler.request))
        right = await check_password(data["password"], account.password if account else None)
        if account is None or self.is_blocked(attempts):
            return None
        if not (right and account.is_authorized):
            self.add_login_attempt(attempts)
            return None
        self.successful_login(attempts)
        if self.db.get(OneTimePassword, username):
            handler.begin_first_login(username)
            return None
        return username

    async def refresh_user(self, user, handler=None):
        """End the log-in of an account that was closed, or taken away, since."""
        account = self.get_user(user.name)
        return account is not None and bool(account.is_authorized)

    def is_password_strong(self, password):
        return fits(password) and super().is_password_strong(password)

    @property
    def password_rule(self) -> str:
        """What a chosen password must be, for the person who chooses it."""
        return (
            f"Choose a password of at least {self.minimum_password_length} characters that is not a common one, "
            f"and of at most {LONGEST} bytes (a letter with an accent counts as two)."
        )

    async def ensure_account(self, username: str) -> str | None:
        """Open the account, creating it if needed. Returns the one-time password of a new account.

        So it does for one whose password was lost on its way to the roster, as long as nobody has confirmed it.
        """
        if self.get_user(username) is not None and self.db.get(UndeliveredPassword, username) is None:
            self.set_authorized(username, True)
            return None
        self.db.merge(UndeliveredPassword(username=username))
        return await self.issue_password(username)

    def confirm_delivery(self, username: str) -> None:
        """Note that the one-time password is kept where an operator can read it."""
        self._forget(UndeliveredPassword, username)
        self.db.commit()

    async def issue_password(self, username: str) -> str:
        """Give `username` a new one-time password, creating the account if needed, and return it."""
        password = new_one_time_password()
        hashed = await hash_password(password)
        account = self.get_user(username) or UserInfo(username=username, password=hashed)
        account.password = hashed
        account.is_authorized = True
        self.db.add(account)
        self.db.merge(OneTimePassword(username=username))
        self.db.commit()
        return password

    def replace_one_time_password(self, username: str, password: str) -> bool:
        """Set the password that the owner chose; False when it breaks the rule or nothing was pending."""
        if self.db.get(OneTimePassword, username) is None or not self.change_password(username, password):
            return False
        self._forget(OneTimePassword, username)
        self._forget(UndeliveredPassword, username)
        self.db.commit()
        return True

    def password_mark(self, username: str) -> str:
        """Tells one password of an account from the next; empty while the account is closed or missing."""
        account = self.get_user(username)
        return hashlib.sha256(account.password).hexdigest() if account and account.is_authorized else ""

    def set_authorized(self, username: str, authorized: bool) -> None:
        """Open or close an existing account without touching its password or data."""
        account = self.get_user(username)
        if account is not None and account.is_authorized != authorized:
            account.is_authorized = authorized
            self.db.commit()

    def delete_user(self, user):
        self._forget(OneTimePassword, user.name)
        self._forget(UndeliveredPassword, user.name)
        return super().delete_user(user)

    def _forget(self, table, username):
        row = self.db.get(table, username)
        if row is not None:
            self.db.delete(row)

    def get_handlers(self, app):
        return [
            (r"/login", RosterLoginHandler),
            (r"/first-login", FirstLoginHandler),
            (r"/change-password", ChangePasswordHandler),
            (r"/change-password/([^/]+)", ChangePasswordAdminHandler),
            (r"/api/accounts", AccountsHandler),
        ]


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
    # How long a browser may go on after its account was closed by other means than the roster.
    c.RosterAuthenticator.auth_refresh_age = 60
