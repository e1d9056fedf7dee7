"""What Jupyter's own addresses make of requests that they did not foresee: an answer, where they would fail or never end."""

import re
from functools import wraps

from jupyter_server import DEFAULT_STATIC_FILES_PATH
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from jupyterlab_server.licenses_handler import LicensesHandler
from tornado import web


def install() -> None:
    """Put the repairs in the place of the stock methods."""
    LicensesHandler.finish = _finish
    LicensesHandler.get = _readable(LicensesHandler.get)


def handlers(base_url: str) -> list[tuple]:
    """The icon: Jupyter mounts it, and robots.txt, without saying where the files are."""
    files = {"path": DEFAULT_STATIC_FILES_PATH}
    return [(url_path_join(base_url, r"/(robots\.txt|favicon\.ico)"), web.StaticFileHandler, files)]


def _finish(self, *chunk, _mime_type="application/json"):
    # Theirs needs a kind, which an error has none of: whoever is refused would wait for ever.
    self.update_api_activity()
    self.set_header("Content-Type", _mime_type)
    return super(APIHandler, self).finish(*chunk)


def _readable(stock):
    """400 for a format, a pattern or a switch that is none."""
    @wraps(stock)
    async def get(self, *arguments):
        try:
            await stock(self, *arguments)
        except (ValueError, re.error) as error:
            raise web.HTTPError(400, f"The list of licenses cannot be had like this: {error}") from error

    return get
