"""The roster's client for accounts on a running hub: who gets a one-time password and who may no longer log in."""

import os

import requests


def ensure_accounts(usernames: list[str]) -> dict[str, str]:
    """Make sure that every name has an open account; return the one-time passwords of those created now."""
    return _post(ensure=usernames)


def renew_password(username: str) -> str:
    """Replace a forgotten password by a new one-time password and return it."""
    return _post(renew=[username])[username]


def close_accounts(usernames: list[str]) -> None:
    """Stop these names from logging in; their files and grades stay."""
    _post(close=usernames)


def _post(**body: list[str]) -> dict[str, str]:
    response = requests.post(
        os.environ["JUPYTERHUB_API_URL"] + "/accounts",
        json=body,
        headers={"Authorization": "token " + os.environ["CLASSROOM_ADMIN_TOKEN"]},
        timeout=120,
    )
    response.raise_for_status()
    return response.json()["passwords"]
