"""Who may look at a student's server: its owner, in a browser that is logged in to the hub as that person.

The proxy asks here before it passes a page of a student's server on (hub/proxy/access_control.mjs), because the server itself,
which the student controls, would let anybody in. The answer is a signed ticket for the proxy, which keeps it as a cookie.
"""

import base64
import hashlib
import hmac
import json
import posixpath
import re
import time
from urllib.parse import unquote, urlencode, urlsplit

from jupyterhub.handlers.base import BaseHandler
from tornado import web

from hub.browser.origins import student_origin
from hub.browser.requests import CONTROL_CHARACTER
from hub.settings import Settings

TICKET_SECONDS = 60
# What the proxy takes as the sign that a browser may see a student's server (hub/proxy/visits.mjs).
VISITOR_COOKIE = "classroom-visitor"


def end_visits(handler: BaseHandler) -> None:
    """Forget whose server this browser may see, and what its pages stored: the next person may be another.

    A page of a student's server may have left a service worker, which would answer for it to whoever logs in here.
    """
    public_url = handler.settings.get("public_url")
    name = f"__Host-{VISITOR_COOKIE}" if public_url and public_url.scheme == "https" else VISITOR_COOKIE
    # Written, not deleted: with this one beside it, none that a page left for its own path counts.
    handler._set_cookie(name, "nobody", encrypted=False, path="/")
    handler.set_header("Clear-Site-Data", '"storage"')


class VisitHandler(BaseHandler):
    """`/hub/visit/NAME?to=/user/NAME/...`: back to that address with a ticket, or 403."""

    def initialize(self, students_url: str, hub_url: str):
        self.students_url, self.hub_url = students_url, hub_url

    @web.authenticated
    async def get(self, name):
        """Without a nonce the browser goes to the server's own origin first, where the proxy makes one."""
        if self.current_user.name != name:
            message = f"Only {name} can open it. You are logged in as {self.current_user.name}."
            raise web.HTTPError(403, message, reason=f"This is the server of {name}")
        to, nonce = self.get_argument("to", ""), self.get_argument("nonce", "")
        if CONTROL_CHARACTER.search(to) or not (to.startswith("/user/") and f"{as_read(to)}/".startswith(f"/user/{name}/")):
            raise web.HTTPError(400, f"An address below /user/{name}/ is expected.")
        origin = student_origin(self.students_url, name, self.hub_url)
        if not nonce:
            self.redirect(origin + to)
            return
        payload = {"name": name, "origin": origin, "to": to, "nonce": nonce, "until": int(time.time()) + TICKET_SECONDS}
        self.redirect(f"{origin}/visit?" + urlencode({"ticket": sign(self.settings["proxy"].auth_token, payload)}))


def owner_of(address: str) -> str | None:
    """The name in an address of this site that belongs to one person, read as browsers read it; None for any other address."""
    found = re.match(r"/+(?:user|hub/(?:visit|user|spawn|spawn-pending))/+([^/]+)", as_read(address))
    return found and found[1]


def as_read(address: str) -> str:
    """The path of an address without the spellings that browsers undo."""
    return posixpath.normpath(unquote(urlsplit(address).path).replace("\\", "/"))


def sign(proxy_token: str, payload: dict) -> str:
    """Write a ticket that the proxy's signed_tokens.mjs verifies."""
    key = hashlib.sha256(f"visits:{proxy_token}".encode()).digest()
    text = _base64url(json.dumps(payload | {"kind": "ticket"}).encode())
    return f"{text}.{_base64url(hmac.digest(key, text.encode(), 'sha256'))}"


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def configure(c, settings: Settings) -> None:
    """Add the address that the proxy sends browsers to."""
    urls = {"students_url": settings.students_url, "hub_url": settings.public_url}
    c.JupyterHub.extra_handlers = [(r"/visit/([^/]+)", VisitHandler, urls)]
