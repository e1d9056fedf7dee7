"""The hub's pages as a person's browser sees them, without scripts."""

import re

import requests


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


def xsrf(page):
    return re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)
