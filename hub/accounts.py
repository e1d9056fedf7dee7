"""The roster's client for accounts on a running hub: who gets a one-time password and who may no longer log in."""

import requests

from hub.settings import load_settings


class UnknownAccount(LookupError):
    """Nobody of that name has an open account; the message says how to add one."""


def ensure_accounts(usernames: list[str]) -> dict[str, str]:
    """Make sure that every name has an open account; return the one-time passwords of those created now.

    Until `confirm_delivery`, the next call gives these names another one: an answer that was lost locks nobody out.
    """
    return _post(ensure=usernames)


def confirm_delivery(usernames: list[str]) -> None:
    """Tell the hub that the one-time passwords of these names are kept."""
    _post(delivered=usernames)


def renew_password(username: str) -> str:
    """Replace a password by a new one-time password, end the log-ins made with the old one, and return it.

    UnknownAccount for a name without an open account. Running servers go on.
    """
    try:
        return _post(renew=[username])[username]
    except KeyError:
        raise UnknownAccount(f"{username} has no open account: put the name into the roster and apply it.") from None


def close_accounts(usernames: list[str]) -> None:
    """Stop these names from logging in, end their log-ins and servers; their files and grades stay."""
    _post(close=usernames)


def _post(**body: list[str]) -> dict[str, str]:
    settings = load_settings()
    response = requests.post(
        settings.api_url + "/accounts",
        json=body,
        headers={"Authorization": f"token {settings.admin_token}"},
        timeout=120,
    )
    response.raise_for_status()
    return response.json()["passwords"]
