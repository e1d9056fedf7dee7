"""What students get: the release notebook of an assignment, as a page without boxes."""

from pathlib import Path

from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.formgrader.base import BaseHandler, check_notebook_dir, check_xsrf
from tornado import web
from traitlets.config import Config

from ..rendering.exporter import SafeHTMLExporter
from .making import made_of_staffs
from .pages import PAGE
from .roles import is_instructor


class PreviewHandler(BaseHandler):
    """GET /formgrader/preview/ASSIGNMENT; with more than one notebook, all below each other."""

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    async def get(self, assignment):
        folder = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", assignment))
        books = sorted(folder.glob("*.ipynb"))
        if not books:
            raise web.HTTPError(404, f"{assignment} has no student version yet: press Generate first.")
        # The notebook without a page around it, which would load from elsewhere.
        exporter = SafeHTMLExporter(config=Config(HTMLExporter={"template_name": "basic"}))
        body = await made_of_staffs(lambda: "\n".join(exporter.from_filename(str(book))[0] for book in books))
        page = self.settings["nbgrader_jinja2_env"].from_string(PAGE)
        around = {"base_url": self.base_url, "instructor": is_instructor(self)}
        self.write(page.render(**around, title=f"What students get: {assignment}", body=body))


def handlers(base_url: str) -> list:
    """The route, for tornado."""
    return [(url_path_join(base_url, "/formgrader/preview/([^/]+)/?"), PreviewHandler)]
