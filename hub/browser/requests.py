"""What JupyterHub's own addresses make of odd requests: a refusal, where they would fail as programs."""

import functools
import re

from jupyterhub.apihandlers import users
from jupyterhub.apihandlers.auth import TokenAPIHandler
from jupyterhub.handlers.base import BaseHandler
from tornado import web

from hub.settings import Settings

# What no header can carry, so no redirect can lead to.
CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")


def configure(c, settings: Settings) -> None:
    """Put the checks in front of the stock handlers."""
    BaseHandler._validate_next_url = _in_one_line(BaseHandler._validate_next_url)
    users._parse_timestamp = _on_the_calendar(users._parse_timestamp)
    TokenAPIHandler.get = _of_a_token(TokenAPIHandler.get)
    TokenAPIHandler.post = _gone


def _in_one_line(stock):
    """An address with control characters, or that cannot be parsed, is no destination."""

    @functools.wraps(stock)
    def validate(self, next_url):
        try:
            return "" if CONTROL_CHARACTER.search(next_url) else stock(self, next_url)
        except ValueError:
            return ""

    return validate


def _on_the_calendar(stock):
    """400 for a time that is before the first year in UTC, or whose offset is more than a day."""

    @functools.wraps(stock)
    def parse(timestamp):
        try:
            return stock(timestamp)
        except (OverflowError, ValueError) as error:
            raise web.HTTPError(400, "Not a valid timestamp: %r", timestamp) from error

    return parse


def _of_a_token(stock):
    """The address is also mounted without a token, for which the handler has no argument."""

    @functools.wraps(stock)
    def get(self, token=None):
        if token is None:
            raise web.HTTPError(404)
        return stock(self, token)

    return get


async def _gone(self, token=None):
    raise web.HTTPError(404, "Tokens are made at /hub/api/users/NAME/tokens.")
