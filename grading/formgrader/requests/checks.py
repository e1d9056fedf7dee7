"""What every request to formgrader's pages must pass, and how an answer that is no page is sent.

nbgrader builds paths from names in addresses, sends JSON as if it were HTML, and errors of its interface as whole pages. All
handlers, nbgrader's and ours, are mounted as subclasses of `CoursePage` or `CourseApi` (see `routes`).
"""

from functools import partial
from urllib.parse import quote

from nbgrader.server_extensions.formgrader.base import BaseApiHandler, BaseHandler, check_notebook_dir, check_xsrf
from tornado import web

from exchange_rules.names import fault

from ...records.refusals import is_full
from .course_and_user import staff_rows
from .course_api import CourseAPI
from .hub import home
from .roles import is_instructor


def for_staff(method):
    """What nbgrader asks before it answers: a log-in, a token for the next request, a course."""
    return web.authenticated(check_xsrf(check_notebook_dir(method)))


class CoursePage(BaseHandler):
    """A page: names in its address are checked, errors are a sentence on a page, the gradebook is read anew each time."""

    names_are_checked = True

    async def prepare(self):
        await super().prepare()
        if not self._finished and self.names_are_checked:
            refuse_faulty(self)

    def on_finish(self):
        """Begin anew after every request: all share one session of nbgrader's for ever.

        What one left in it without a commit, by an error above all, would fail the next or lock the grader out; and what one
        has read would be shown after the grader has written.
        """
        if (gradebook := self.settings.get("nbgrader_gradebook")) is not None:
            gradebook.db.rollback()
        super().on_finish()

    @property
    def api(self) -> CourseAPI:
        return CourseAPI(self.coursedir, self.authenticator, parent=self.coursedir.parent)

    def render(self, name, **names) -> str:
        """The page; its template is told who may see more, and whose rows should not be there."""
        around = {"instructor": is_instructor(self), "staff_rows": partial(staff_rows, self)}
        return self.settings["nbgrader_jinja2_env"].get_template(name).render(**around | names)

    def send_error(self, status_code=500, **kwargs):
        # An address that is no text fails before anybody is asked who they are, which the error's page needs.
        if not hasattr(self, "_current_user"):
            self.current_user = None
        super().send_error(status_of(status_code, kwargs), **kwargs)

    def write_error(self, status_code, **kwargs):
        """One sentence, on a page with the way on."""
        names = {"title": heading(status_code), "said": sentence(status_code, kwargs), "home": home()}
        self.finish(self.render("error.tpl", base_url=self.base_url, known=self.current_user is not None, **names))


class CourseApi(CoursePage, BaseApiHandler):
    """What the pages' scripts ask: answers are text, an error is its sentence alone."""

    def set_default_headers(self):
        super().set_default_headers()
        # nbgrader's scripts parse what they get; a browser that is sent here must not read names in it as markup.
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")

    def get_json_body(self):
        try:
            return super().get_json_body()
        except UnicodeDecodeError as error:
            raise web.HTTPError(400, "The request is not text in UTF-8. Nothing was saved.") from error

    def write_error(self, status_code, **kwargs):
        self.finish(sentence(status_code, kwargs))


class NotOffered(CoursePage):
    """404 for every other address, whoever asks."""

    names_are_checked = False

    async def prepare(self):
        raise web.HTTPError(404)


class PublicFiles(web.StaticFileHandler):
    """Files of the image that are public anyway, below one directory."""

    async def get(self, path, include_body=True):
        if "\0" in path:  # the system refuses it as an error of the program
            raise web.HTTPError(404)
        await super().get(path, include_body)


def refuse_faulty(handler) -> None:
    """404 for a name in the address that cannot be one."""
    for name in (*handler.path_args, *handler.path_kwargs.values()):
        if name is not None and (why := fault(name)):
            raise web.HTTPError(404, f"{quote(name)[:80]} is not the name of anything here: it {why}.")


def heading(status_code: int) -> str:
    """What stands above the sentence: only a fault is called one."""
    return {403: "Not for you", 404: "Nothing here"}.get(status_code, "This did not work")


def status_of(status_code: int, kwargs: dict) -> int:
    """507 where the disk is full, which is no fault of the program."""
    return 507 if status_code == 500 and is_full((kwargs.get("exc_info") or (None, None))[1]) else status_code


FULL = (
    "The course's disk is full: nothing was saved. Tell whoever operates the classroom, and save again when there is room; what "
    "was saved before is kept."
)


def sentence(status_code: int, kwargs: dict) -> str:
    """What is said of an error: its own message, else that of its status."""
    error = (kwargs.get("exc_info") or (None, None))[1]
    said = isinstance(error, web.HTTPError) and error.log_message
    if said:
        said %= error.args or ()  # tornado doubles the signs of a message without arguments
    return said or {403: "This is not for you.", 404: "There is nothing at this address.", 507: FULL}.get(
        status_code, "Formgrader failed; its log says why." if status_code >= 500 else "This cannot be done."
    )
