"""An error of the learner's server in a browser: a page like the course's, with a way back, in the place of Jupyter's."""

from http import HTTPStatus

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from tito.page.rendering import render

HEADINGS = {
    400: "This address cannot be read",
    403: "This is not open to you",
    404: "There is nothing at this address",
    405: "This cannot be done here",
    413: "That was too large",
}


def show_error(self, status_code: int, **kwargs) -> None:
    """Tornado's `write_error` for pages; what programs ask is answered in JSON by their handlers' own."""
    error = (kwargs.get("exc_info") or (None, None))[1]
    said = isinstance(error, web.HTTPError) and error.get_message()
    failed = status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
    heading = HEADINGS.get(status_code, "Something went wrong here" if failed else "This did not work")
    self.set_header("Content-Type", "text/html; charset=utf-8")
    self.set_header("Cache-Control", "no-store")
    self.finish(render("error.html", self.base_url, title=heading, said=said, status=status_code, failed=failed))


def install() -> None:
    """Put the page in the place of that of every handler without an answer of its own."""
    JupyterHandler.write_error = show_error
