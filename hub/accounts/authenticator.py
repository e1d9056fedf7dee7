"""Local accounts that only the roster can create.

There is no sign-up page, so nobody can take a rostered name. An account starts with a one-time password: logging in with it
leads to a page where the owner chooses the real one (hub.accounts.login). NativeAuthenticator keeps the hashes and counts failed
log-ins.
"""

import pathlib

from nativeauthenticator import NativeAuthenticator
from tornado import web
from traitlets import Unicode

from hub.accounts.api import AccountsHandler
from hub.accounts.change_password import ChangePasswordHandler
from hub.accounts.credentials import CredentialsFile
from hub.accounts.known_browsers import number_of
from hub.accounts.lockout import OF_A_NAME, WAIT_SECONDS, FailedLogIns
from hub.accounts.login import FirstLoginHandler, RosterLoginHandler, RosterLogoutHandler
from hub.accounts.passwords import (
    LONGEST,
    check_one_time_password,
    check_password,
    fits,
    is_printable,
    is_quick,
    normalize_one_time_password,
)
from hub.accounts.people import PeopleHandler
from hub.accounts.store import AccountStore
from hub.accounts.turns import Busy
from hub.servers import spawn_page
from hub.settings import Settings

BUSY = "Too many log-ins arrive at this moment. Nothing is lost: try again in a minute."


class RosterAuthenticator(NativeAuthenticator):
    """NativeAuthenticator without sign-up, with one-time passwords. bcrypt never runs in the hub's own thread."""

    credentials_file = Unicode("/srv/hub/one-time-passwords.csv", config=True, help="Where new one-time passwords are kept.")

    def add_new_table(self):
        super().add_new_table()
        self.accounts = AccountStore(self.db, CredentialsFile(pathlib.Path(self.credentials_file)))
        self.failures = FailedLogIns()

    async def authenticate(self, handler, data):
        """Return the user name, or None; a right one-time password starts the first log-in instead."""
        username = self.normalize_username(data["username"])
        if handler.has_just_chosen == username:
            return username if self.accounts.is_open(username) else None
        if not await self.verify_and_count(handler, username, data["password"]):
            return None
        if self.accounts.is_pending(username):
            handler.begin_first_login(username)
            return None
        return username

    async def verify_and_count(self, handler, username: str, password: str) -> bool:
        """Check a password of an open account, and count a wrong one.

        Failures are counted by name and by where they came from: a browser that is known as the person's, or the address (the
        proxy's word for it), so that a stranger, elsewhere or in the same room, cannot lock a student out. A right one-time
        password is let in whatever was counted. Every other attempt checks one slow hash, so that the time it takes does not tell
        which names have an account; where too many failed, or too many wait, none is checked: HTTPError 503.
        """
        account, pending = self.accounts.find(username), self.accounts.is_pending(username)
        hashed = account.password if account else None
        quick = pending and hashed is not None and is_quick(hashed)
        if await check_one_time_password(password, hashed if quick else None) and self._has_still(username, hashed):
            return True
        browser, address = number_of(handler, username), handler.request.remote_ip
        source = browser or address
        attempts = username, source
        if self.failures.are_too_many(source):
            raise web.HTTPError(503, BUSY)
        typed = normalize_one_time_password(password) if pending else password
        # All browsers of a person take turns like one address: new ones are had for the asking.
        whose = f"browsers of {username}" if browser else address
        try:
            right = await check_password(typed, None if quick else hashed, username, whose)
        except Busy:
            raise web.HTTPError(503, BUSY) from None
        # Others were served meanwhile: guesses may have been counted, and the account may have changed or gone.
        if self.accounts.find(username) is None or self.is_blocked(attempts):
            self.failures.add(source)
            return False
        if not (right and self._has_still(username, hashed)):
            self.add_login_attempt(attempts)
            self.failures.add(source)
            return False
        self.successful_login(attempts)
        return True

    def _has_still(self, username: str, hashed: bytes) -> bool:
        return self.accounts.is_open(username) and self.accounts.find(username).password == hashed

    async def is_the_one_time_password(self, username: str, password: str) -> bool:
        """Whether the password chosen for an open account is, in any spelling, the one that was on the slip of paper."""
        hashed = self.accounts.find(username).password
        if is_quick(hashed):
            return await check_one_time_password(password, hashed)
        try:
            return await check_password(normalize_one_time_password(password), hashed, username)
        except Busy:
            raise web.HTTPError(503, BUSY) from None

    async def refresh_user(self, user, handler=None):
        """End the log-in of an account that was closed, or taken away, since."""
        return self.accounts.is_open(user.name)

    def problem_of(self, password: str, confirmation: str) -> str:
        """What is wrong with a chosen password, in a sentence for the person; empty when nothing is."""
        if password != confirmation:
            return "The two passwords differ. Type the same password twice."
        if not fits(password):
            return f"This password is too long: it may have {LONGEST} bytes at most (a letter with an accent counts as two)."
        if not is_printable(password):
            return "This password has a sign that no keyboard writes, or nothing but blanks. Choose another."
        if len(password) < self.minimum_password_length:
            return f"This password is too short: it must have at least {self.minimum_password_length} characters."
        if self.is_password_common(password):
            return "This password is one of the most common ones. Choose another."
        return ""

    @property
    def password_rule(self) -> str:
        """What a chosen password must be, for the person who chooses it."""
        return (
            f"At least {self.minimum_password_length} characters and at most {LONGEST} bytes (a letter with an accent counts as "
            "two). Not one of the most common passwords, not only blanks or invisible signs, no tab or other control character."
        )

    async def delete_user(self, user):
        await self.accounts.forget_one_time_password(user.name)
        return super().delete_user(user)

    def get_handlers(self, app):
        return [
            # Only here come handlers before the hub's own of the same address.
            *spawn_page.ROUTES,
            (r"/login", RosterLoginHandler),
            (r"/first-login", FirstLoginHandler),
            (r"/logout", RosterLogoutHandler),
            (r"/change-password", ChangePasswordHandler),
            (r"/people", PeopleHandler),
            (r"/api/accounts", AccountsHandler),
        ]


def configure(c, settings: Settings) -> None:
    """Set the authenticator and its limits."""
    c.JupyterHub.authenticator_class = RosterAuthenticator
    c.RosterAuthenticator.credentials_file = settings.credentials_file
    # Everybody who has an account was put there by the roster.
    c.Authenticator.allow_all = True
    c.RosterAuthenticator.enable_signup = False
    c.RosterAuthenticator.minimum_password_length = 10
    c.RosterAuthenticator.check_common_password = True
    c.RosterAuthenticator.allowed_failed_logins = OF_A_NAME
    c.RosterAuthenticator.seconds_before_next_try = WAIT_SECONDS
    # How long a browser may go on after its account was closed by other means than the roster.
    c.RosterAuthenticator.auth_refresh_age = 60
