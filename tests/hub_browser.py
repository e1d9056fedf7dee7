"""The hub's pages as a person's browser sees them, without scripts."""

import re
from urllib.parse import urlsplit

import requests

# What a Person chose.
CHOSEN = "walnut-harbour-26"


class Browser:
    """The pages of the hub as a person's browser sees them."""

    def __init__(self, url):
        self.url = url
        self.session = requests.Session()

    def post(self, path, **fields):
        return self.session.post(self.url + path, data=fields | {"_xsrf": self.xsrf}, allow_redirects=False, timeout=30)

    def open(self, path):
        """Visit a page; forms on it can then be sent."""
        answer = self.session.get(self.url + path, allow_redirects=False, timeout=30)
        if 'name="_xsrf"' in answer.text:
            self.xsrf = xsrf(answer.text)
        return answer

    def log_in(self, username, password):
        page = self.session.get(self.url + "/hub/login", timeout=30).text
        self.xsrf = xsrf(page)
        answer = self.post("/hub/login", username=username, password=password)
        if "_xsrf" in answer.text:
            self.xsrf = xsrf(answer.text)
        return answer

    def choose(self, password, confirmation=None):
        return self.post("/hub/first-login", password=password, confirmation=confirmation or password)

    def change(self, current, password, confirmation=None, **fields):
        self.open("/hub/change-password")
        fields |= {"current": current, "password": password, "confirmation": confirmation or password}
        return self.post("/hub/change-password", **fields)


class Person(Browser):
    """Somebody who has chosen a password and is logged in at `url`."""

    def __init__(self, classroom, url=None, kind="new", group=None):
        super().__init__(url or classroom.url)
        self.name, password = classroom.add_newcomer(kind, group)
        self.log_in(self.name, password)
        assert self.choose(CHOSEN).status_code == 302

    def visit(self, to):
        """Ask the hub for a ticket to an address of the own server, as the proxy makes a browser do."""
        return self.session.get(
            f"{self.url}/hub/visit/{self.name}", params={"to": to, "nonce": "n" * 22}, allow_redirects=False, timeout=30
        )

    def window(self, browser, **options):
        """A page of Chromium with this person's log-in."""
        context = browser.new_context(**options)
        context.add_cookies(self.cookies())
        return context.new_page()

    def cookies(self):
        """The log-in as Chromium takes it."""
        host = urlsplit(self.url).hostname
        return [{"name": each.name, "value": each.value, "domain": host, "path": each.path} for each in self.session.cookies]


def xsrf(page):
    return re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)
