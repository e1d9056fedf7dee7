"""Who calls: every request must bear a hub token, and every answer is JSON.

ngshare looks at a caller's name only. Here a name kept for a service (the graders' formgrader, the roster's
administrator) is accepted from that hub service alone, so that no account of the same name gains its rights.
"""

import json

import requests

HUB_TIMEOUT_SECONDS = 10


def token_of(headers) -> str | None:
    """The token in a request's headers."""
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() in ("token", "bearer") else None


def identify(token: str | None, user_url: str, services: frozenset[str]) -> dict | None:
    """The hub's model of the token's owner, or None. requests.RequestException when the hub does not answer."""
    if token is None:
        return None
    answer = requests.get(user_url, headers={"Authorization": f"token {token}"}, timeout=HUB_TIMEOUT_SECONDS)
    if not answer.ok:
        return None
    model = answer.json()
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
        """Say that the fault is the service's, without details."""
        message = "The exchange service does not offer this address."
        if status_code >= 500:
            message = "The exchange service failed. Try again; if it stays so, tell your instructor."
        self.finish(json.dumps({"success": False, "message": message}))


class Caller(JsonAnswers):
    """Mixin before an ngshare handler: stops requests without a valid hub token with 403."""

    def prepare(self):
        """Let ngshare find the caller, then insist that there is one."""
        try:
            super().prepare()
        except requests.RequestException:
            self.json_error(
                503, "The hub does not answer, so nobody can be identified. Try again in a minute."
            )
        if self.user is None:
            self.json_error(
                403,
                "The hub does not know this token. Restart your server from the hub's page and try again.",
            )

    def get_current_token(self):
        """The token of the Authorization header; cookies are not accepted."""
        return token_of(self.request.headers)

    def get_current_user(self):
        """Ask the hub once per request; ngshare itself asks twice."""
        if not hasattr(self, "_model"):
            self._model = self.user_for_token(self.auth_token) if self.auth_token else None
        return self._model

    def user_for_token(self, token):
        """The hub's model of the token's owner, or None."""
        return identify(token, self.settings["user_url"], self.settings["services"])
