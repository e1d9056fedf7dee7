"""Which browsers have logged in as whom before, so that wrong passwords from elsewhere do not keep their owners out.

A lecture hall is one address: whoever guesses there is counted at that address, and so would be everybody else. A browser that
once logged in as a person shows it by a signed cookie, and is counted by itself (a device cookie, in OWASP's words). The cookie
has a random number for the browser and a mark for each of the last people, worthless after a new password. It opens nothing.
"""

import secrets

from jupyterhub.handlers.base import BaseHandler

COOKIE = "tinytorch-known-browser"
DAYS = 180  # a term
# A computer that a class shares: more would not fit into a header.
MOST_PEOPLE = 20
MARK_LENGTH = 16


def remember(handler: BaseHandler, username: str) -> None:
    """Let this browser be known as one of the person who has just logged in with it, or changed the password."""
    number, *marks = _read(handler) or [secrets.token_hex(12)]
    mark = _mark(handler, username)
    marks = [mark, *(each for each in marks if each != mark)][:MOST_PEOPLE]
    handler.set_secure_cookie(COOKIE, ".".join([number, *marks]), expires_days=DAYS, httponly=True, path=handler.hub.base_url)


def number_of(handler: BaseHandler, username: str) -> str:
    """The number of this browser if it is known as one of `username`, else ""."""
    number, *marks = _read(handler) or [""]
    mark = _mark(handler, username)
    return number if mark and mark in marks else ""


def _read(handler) -> list[str]:
    cookie = handler.get_secure_cookie(COOKIE, max_age_days=DAYS)
    return cookie.decode().split(".") if cookie else []


def _mark(handler, username) -> str:
    """Changes with the password; says nothing of either to who reads the cookie. Empty for who has no open account."""
    return handler.authenticator.accounts.password_version(username)[:MARK_LENGTH]
