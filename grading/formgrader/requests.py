"""What every request to formgrader's pages must pass, and how an answer that is no page is sent.

nbgrader builds paths from names in addresses, sends JSON as if it were HTML, and errors of its interface as whole pages.
"""

from functools import partialmethod, wraps
from urllib.parse import quote

from jupyter_server import DEFAULT_STATIC_FILES_PATH
from jupyter_server.base.handlers import JupyterHandler, PrometheusMetricsHandler, PublicStaticFileHandler
from nbgrader.server_extensions.formgrader import handlers
from nbgrader.server_extensions.formgrader.base import BaseApiHandler, BaseHandler
from tornado import web

from exchange_rules.names import fault

from .hub import home
from .page_templates import render

# Their last part is a path below a directory; they confine it themselves.
OF_FILES = (handlers.SubmissionFilesHandler,)


def install() -> None:
    """Put the checks in front of every handler of nbgrader's and of ours."""
    BaseHandler.prepare = _prepare(BaseHandler.prepare)
    BaseHandler.write_error = _show
    BaseHandler.on_finish = _let_go
    BaseHandler.render = render
    # Jupyter asks for a log-in only.
    PrometheusMetricsHandler.get = _refuse
    JupyterHandler.send_error = _of_nobody_known(JupyterHandler.send_error)
    # Jupyter mounts /favicon.ico and /robots.txt without saying where the files are.
    PublicStaticFileHandler.initialize = partialmethod(web.StaticFileHandler.initialize, DEFAULT_STATIC_FILES_PATH)
    web.StaticFileHandler.get = _of_a_file(web.StaticFileHandler.get)
    BaseApiHandler.set_default_headers = _as_text
    BaseApiHandler.write_error = _say
    BaseApiHandler.get_json_body = _readable(BaseApiHandler.get_json_body)


def refuse_faulty(handler) -> None:
    """404 for a name in the address that cannot be one."""
    for name in (*handler.path_args, *handler.path_kwargs.values()):
        if name is not None and (why := fault(name)):
            raise web.HTTPError(404, f"{quote(name)[:80]} is not the name of anything here: it {why}.")


def _prepare(stock):
    if hasattr(stock, "__wrapped__"):
        return stock

    @wraps(stock)
    async def prepare(self, *arguments, **named):
        await stock(self, *arguments, **named)
        if not self._finished and not isinstance(self, OF_FILES):
            refuse_faulty(self)

    return prepare


def _of_a_file(stock):
    """404 for a name that no file can have, which the system refuses as an error of the program."""
    if hasattr(stock, "__wrapped__"):
        return stock

    @wraps(stock)
    async def get(self, path, include_body=True):
        if "\0" in path:
            raise web.HTTPError(404)
        await stock(self, path, include_body)

    return get


def _of_nobody_known(stock):
    """An address that is no text, or none of ours, fails before anybody is asked who they are, which the error's page needs."""
    if hasattr(stock, "__wrapped__"):
        return stock

    @wraps(stock)
    def send_error(self, *arguments, **told):
        if not hasattr(self, "_current_user"):
            self.current_user = None
        stock(self, *arguments, **told)

    return send_error


def _let_go(self) -> None:
    """Begin anew after every request: all share one session of nbgrader's for ever.

    What one left in it without a commit, by an error above all, would fail the next or lock the grader out; and what one has
    read would be shown after the grader has written.
    """
    if (gradebook := self.settings.get("nbgrader_gradebook")) is not None:
        gradebook.db.rollback()


def _readable(stock):
    if hasattr(stock, "__wrapped__"):
        return stock

    @wraps(stock)
    def get_json_body(self):
        try:
            return stock(self)
        except UnicodeDecodeError as error:
            raise web.HTTPError(400, "The request is not text in UTF-8. Nothing was saved.") from error

    return get_json_body


def _as_text(self) -> None:
    # nbgrader's scripts parse what they get; a browser that is sent here must not read names in it as markup.
    super(BaseApiHandler, self).set_default_headers()
    self.set_header("Content-Type", "text/plain; charset=utf-8")
    self.set_header("X-Content-Type-Options", "nosniff")
    self.set_header("Cache-Control", "no-store")


@web.authenticated
def _refuse(self) -> None:
    raise web.HTTPError(403)


def _sentence(status_code: int, told: dict) -> str:
    error = (told.get("exc_info") or (None, None))[1]
    said = isinstance(error, web.HTTPError) and error.log_message
    if said:
        said %= error.args or ()  # tornado doubles the signs of a message without arguments
    return said or {403: "This is not for you.", 404: "There is nothing at this address."}.get(
        status_code, "Formgrader failed; its log says why." if status_code >= 500 else "This cannot be done."
    )


def _say(self, status_code: int, **told) -> None:
    """One sentence, which the page shows beside what was asked for."""
    self.finish(_sentence(status_code, told))


def _show(self, status_code: int, **told) -> None:
    """The same sentence on a page, with the way on."""
    known = self.current_user is not None
    self.finish(self.render("error.tpl", base_url=self.base_url, said=_sentence(status_code, told), known=known, home=home()))
