"""Who calls: every request must bear a hub token, and every answer is JSON.

ngshare looks at a caller's name only. Here a name kept for a service (formgrader, the roster's
administrator) is accepted from that hub service alone, so that no account of the same name gains its rights.
"""

import asyncio
import json

import requests

from exchange_rules.names import fault
from ngshare_guard.upload_files import shown

HUB_TIMEOUT_SECONDS = 10
UNFORESEEN = {
    400: "The request cannot be read: its address, a field or its body is broken or not UTF-8. Nothing was changed. "
    "Send it with nbgrader's own commands.",
    404: "The exchange service does not offer this address.",
    405: "The exchange service does not offer this method at this address.",
}


def token_of(headers) -> str | None:
    """The token in a request's headers."""
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() in ("token", "bearer") else None


def identify(token: str | None, user_url: str, services: frozenset[str]) -> dict | None:
    """The hub's model of the token's owner, or None. requests.RequestException when the hub does not answer."""
    if token is None:
        return None
    response = requests.get(user_url, headers={"Authorization": f"token {token}"}, timeout=HUB_TIMEOUT_SECONDS)
    if not response.ok:
        return None
    model = response.json()
    if model.get("name") in services and model.get("kind") != "service":
        return None
    return model


class JsonAnswers:
    """Mixin: errors that nobody foresaw are JSON too, since the client shows nothing else to its user."""

    def set_default_headers(self):
        """Nothing here is a page, whatever a file name in an answer looks like."""
        self.set_header("Content-Type", "application/json")
        self.set_header("X-Content-Type-Options", "nosniff")

    def write_error(self, status_code, **kwargs):
        """Say whose fault it is, without details."""
        message = UNFORESEEN.get(status_code, f"The exchange service refuses this request ({self._reason}).")
        if status_code >= 500:
            message = "The exchange service failed. Try again; if it stays so, tell your instructor."
        self.finish(json.dumps({"success": False, "message": message}))


class AuthenticatedHandler(JsonAnswers):
    """Mixin before an ngshare handler: stops requests without a valid hub token with 403, and odd names with 400."""

    # Until `prepare`: tornado refuses what it cannot read before that.
    db = None

    async def prepare(self):
        """Ask the hub who calls, let ngshare find that person, then insist that there is one and that the address has names."""
        try:
            # In a thread: a hub that does not answer must not keep those waiting whose requests need none.
            self._model = await asyncio.to_thread(self.user_for_token, self.get_current_token())
        except requests.RequestException:
            self.json_error(
                503, "The hub does not answer, so nobody can be identified. Try again in a minute."
            )
        super().prepare()
        if self.user is None:
            self.json_error(
                403,
                "The hub does not know this token. Restart your server from the hub's page and try again.",
            )
        for name in self.path_args:
            # What an earlier version let in can still be deleted; only SQLite can hold a NUL.
            if self.request.method != "DELETE" or ("\0" in name and self.db.get_bind().dialect.name != "sqlite"):
                self.refuse(name, fault(name))

    def refuse(self, name, why):
        """400 if there is a reason against the name."""
        if why:
            self.json_error(400, f"{shown(name)} cannot be a name in the exchange: it {why}. Choose another and send it again.")

    def on_finish(self):
        """Let ngshare close its session if there is one."""
        if self.db is not None:
            super().on_finish()

    def get_current_token(self):
        """The token of the Authorization header; cookies are not accepted."""
        return token_of(self.request.headers)

    def get_current_user(self):
        """What the hub said when the request came; ngshare itself would ask twice, and wait for it."""
        return self._model

    def user_for_token(self, token):
        """The hub's model of the token's owner, or None."""
        return identify(token, self.settings["user_url"], self.settings["services"])
