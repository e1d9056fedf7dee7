"""What JupyterHub's own addresses make of odd requests: a refusal, where they would fail as programs."""

import functools
import json
import re

from jupyterhub.apihandlers import users
from jupyterhub.apihandlers.auth import TokenAPIHandler
from jupyterhub.apihandlers.base import APIHandler
from jupyterhub.handlers.base import BaseHandler
from tornado import web

from hub.settings import Settings

# What a row of the database has room for.
LONGEST_NOTE, LONGEST_NUMBER = 1000, 18
# What no header can carry, so no redirect can lead to.
CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")


def configure(c, settings: Settings) -> None:
    """Put the checks in front of the stock handlers."""
    BaseHandler.prepare = _of_text(BaseHandler.prepare)
    BaseHandler._validate_next_url = _in_one_line(BaseHandler._validate_next_url)
    users._parse_timestamp = _on_the_calendar(users._parse_timestamp)
    TokenAPIHandler.get = _of_a_token(TokenAPIHandler.get)
    TokenAPIHandler.post = _gone
    APIHandler.get_json_body = _json_body
    users.UserTokenListAPIHandler.post = _of_a_new_token(users.UserTokenListAPIHandler.post)
    users.UserTokenAPIHandler.find_token_by_id = _of_any_size(users.UserTokenAPIHandler.find_token_by_id)


def _of_text(stock):
    """400 for a path with a NUL, which no database but SQLite takes."""

    @functools.wraps(stock)
    async def prepare(self):
        await stock(self)
        if any("\0" in part for part in (*self.path_args, *self.path_kwargs.values()) if part):
            raise web.HTTPError(400, "The path has a NUL.")

    return prepare


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


def _json_body(self):
    """The request's JSON, None without any; 400 for what is none. Theirs logs each as an error of the program."""
    try:
        return json.loads(self.request.body.strip().decode()) if self.request.body else None
    except (ValueError, RecursionError) as error:
        raise web.HTTPError(400, "The request's body is not JSON in UTF-8.") from error


def _of_a_new_token(stock):
    """400 for a note or a time that the database cannot keep; JupyterHub checks the other fields."""

    @functools.wraps(stock)
    async def post(self, user_name):
        body = self.get_json_body()
        sent = body if isinstance(body, dict) else {}
        if isinstance(sent.get("expires_in"), bool):
            raise web.HTTPError(400, "expires_in must be a number of seconds.")
        if not _is_short_text(sent.get("note") or ""):
            raise web.HTTPError(400, f"note must be a text of at most {LONGEST_NOTE} characters that can be stored.")
        await stock(self, user_name)

    return post


def _is_short_text(value) -> bool:
    if not isinstance(value, str) or len(value) > LONGEST_NOTE or "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _of_any_size(stock):
    """404 for a token's number that is larger than any that the database can keep."""

    @functools.wraps(stock)
    def find_token_by_id(self, user, token_id):
        if len(token_id) > LONGEST_NUMBER:
            raise web.HTTPError(404, "No such token")
        return stock(self, user, token_id)

    return find_token_by_id


async def _gone(self, token=None):
    raise web.HTTPError(404, "Tokens are made at /hub/api/users/NAME/tokens.")
