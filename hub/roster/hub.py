"""The roster's view of the hub: users and groups through its REST API.

Accounts and passwords are in hub.accounts.
"""

from urllib.parse import quote

import requests

TIMEOUT_SECONDS = 60


class HubError(RuntimeError):
    """The hub refused a call or did not answer; the message has the call and the hub's reason."""


class Hub:
    """A running hub: `url` is that of its API, `token` that of a service that may edit users and groups."""

    def __init__(self, url: str, token: str):
        self._url = url.rstrip("/")
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"token {token}"

    def ensure_users(self, usernames: list[str]) -> list[str]:
        """Create the users that are missing; return their names."""
        existing = {user["name"] for user in self._list("/users")}
        missing = [name for name in usernames if name not in existing]
        if missing:
            self._call("POST", "/users", {"usernames": missing})
        return missing

    def read_groups(self) -> dict[str, set[str]]:
        """User names by group."""
        return {group["name"]: set(group["users"]) for group in self._list("/groups")}

    def ensure_group(self, name: str, members: set[str]) -> set[str]:
        """Make the group have exactly these members; return the names that were added or taken out."""
        groups = self.read_groups()
        address = f"/groups/{quote(name, safe='')}"
        if name not in groups:
            self._call("POST", address)
        present = groups.get(name, set())
        if members - present:
            self._call("POST", address + "/users", {"users": sorted(members - present)})
        if present - members:
            self._call("DELETE", address + "/users", {"users": sorted(present - members)})
        return members ^ present

    def _list(self, address: str) -> list[dict]:
        """Every item of a list that the hub hands out in pages."""
        items, page = [], {"offset": 0}
        while page:
            response = self._call("GET", f"{address}?limit=200&offset={page['offset']}")
            items += response["items"]
            page = response["_pagination"]["next"]
        return items

    def _call(self, method: str, address: str, body: dict | None = None):
        headers = {"Accept": "application/jupyterhub-pagination+json"}
        try:
            response = self._session.request(
                method, self._url + address, json=body, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except requests.RequestException as error:
            raise HubError(
                f"the hub does not answer at {self._url}: is its container running? ({error})"
            ) from None
        if not response.ok:
            raise HubError(f"the hub refused {method} {address}: {response.status_code} {response.text[:300]}")
        return response.json() if response.content else None
