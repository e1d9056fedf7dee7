"""The accounts in the hub's database: who has one, with which password, and whether it is still a one-time password.

NativeAuthenticator's table keeps names and hashes. Hashing runs in threads, so that the hub serves others meanwhile; whoever
waited for it looks again at what may have changed.
"""

import asyncio
import hashlib

from jupyterhub.orm import Base
from nativeauthenticator.orm import UserInfo
from sqlalchemy import Column, String
from tornado.log import app_log

from hub.accounts.credentials import CredentialsFile
from hub.accounts.passwords import hash_one_time_password, hash_password, new_one_time_password


class OneTimePassword(Base):
    """A user name whose password was issued by the hub and must be replaced at the first log-in."""

    __tablename__ = "one_time_passwords"
    username = Column(String(128), primary_key=True)


class AccountStore:
    """Accounts by normalized user name, in `db`; one-time passwords to hand out are in `credentials`."""

    def __init__(self, db, credentials: CredentialsFile):
        self._db, self._credentials = db, credentials
        OneTimePassword.__table__.create(db.bind, checkfirst=True)

    def find(self, username: str) -> UserInfo | None:
        return UserInfo.find(self._db, username)

    def is_open(self, username: str) -> bool:
        account = self.find(username)
        return account is not None and bool(account.is_authorized)

    def is_pending(self, username: str) -> bool:
        """Whether the account's password is a one-time password."""
        return self._db.get(OneTimePassword, username) is not None

    def password_version(self, username: str) -> str:
        """Tells one password of an account from the next; empty while the account is closed or missing."""
        return hashlib.sha256(self.find(username).password).hexdigest() if self.is_open(username) else ""

    async def ensure(self, usernames: list[str]) -> list[str]:
        """Open the accounts, creating those that are missing; return the names that got a one-time password.

        It is in the file before it opens anything, so that an interrupted run locks nobody out.
        """
        issued = {name: new_one_time_password() for name in usernames if not self._can_be_opened(name)}
        hashes = await asyncio.gather(*map(hash_one_time_password, issued.values()))
        await self._credentials.write(issued, self._waiting())
        for name, hashed in zip(issued, hashes, strict=True):
            self._issue(name, hashed)
        for name in usernames:
            self.find(name).is_authorized = True
        self._db.commit()
        return list(issued)

    async def renew(self, username: str) -> str | None:
        """Give an open account a new one-time password and return it; None without such an account."""
        password = new_one_time_password()
        hashed = await hash_one_time_password(password)
        if not self.is_open(username):
            return None
        self._issue(username, hashed)
        self._db.commit()
        await self._tidy(self._waiting() - {username})
        return password

    async def choose(self, username: str, password: str, version: str) -> bool:
        """Replace the password of this version by one that the owner chose; False when the account has changed since."""
        hashed = await hash_password(password)
        if not version or self.password_version(username) != version:
            return False
        self.find(username).password = hashed
        await self.forget_one_time_password(username)
        return True

    async def close(self, usernames: list[str]) -> None:
        """Let nobody of these log in any more; password and data stay."""
        for account in filter(None, map(self.find, usernames)):
            account.is_authorized = False
        self._db.commit()
        await self._tidy(self._waiting())

    async def forget_one_time_password(self, username: str) -> None:
        if row := self._db.get(OneTimePassword, username):
            self._db.delete(row)
        self._db.commit()
        await self._tidy(self._waiting())

    async def _tidy(self, waiting: set[str]):
        """Take old lines out of the file. A full disk must keep nobody from logging in, or from being shut out."""
        try:
            await self._credentials.write({}, waiting)
        except OSError as error:
            app_log.warning("Used one-time passwords stay in the file: %s", error)

    def _can_be_opened(self, username):
        """False for one without an account, or whose account was closed before its one-time password was used: that is lost."""
        return self.is_open(username) or (self.find(username) is not None and not self.is_pending(username))

    def _issue(self, username, hashed):
        account = self.find(username) or UserInfo(username=username)
        account.password, account.is_authorized = hashed, True
        self._db.add(account)
        self._db.merge(OneTimePassword(username=username))

    def _waiting(self) -> set[str]:
        """Names with an open account whose one-time password nobody has used yet."""
        pending = self._db.query(OneTimePassword.username).join(UserInfo, UserInfo.username == OneTimePassword.username)
        return {name for (name,) in pending.filter(UserInfo.is_authorized)}
