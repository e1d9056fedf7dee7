"""The roster's client for accounts on a running hub: who gets a one-time password and who may no longer log in."""

import requests

from hub.settings import load_settings


class UnknownAccount(LookupError):
    """Nobody of that name has an open account; the message says how to add one."""


class AccountsError(RuntimeError):
    """The hub could not do it; the message has its reason."""


def ensure_accounts(usernames: list[str]) -> list[str]:
    """Make sure that every name has an open account; return those who got a one-time password, which the hub's file lists."""
    return _post(ensure=usernames)["created"]


def renew_password(username: str) -> str:
    """Replace a password by a new one-time password, end the log-ins made with the old one, and return it.

    UnknownAccount for a name without an open account. Running servers go on.
    """
    try:
        return _post(renew=[username])["renewed"][username]
    except KeyError:
        raise UnknownAccount(f"{username} has no open account: put the name into the roster and apply it.") from None


def close_accounts(usernames: list[str]) -> None:
    """Stop these names from logging in, end their log-ins and servers; their files and grades stay."""
    _post(close=usernames)


def _post(**body: list[str]) -> dict:
    settings = load_settings()
    response = requests.post(
        settings.api_url + "/accounts",
        json=body,
        headers={"Authorization": f"token {settings.admin_token.get_secret_value()}"},
        timeout=120,
    )
    if not response.ok:
        raise AccountsError(f"the hub refused: {response.status_code} {response.json().get('message', '')}")
    return response.json()
