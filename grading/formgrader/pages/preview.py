"""What students get: the release notebook of an assignment, as a page without boxes."""

from pathlib import Path

from tornado import web
from traitlets.config import Config

from ...rendering.exporter import SafeHTMLExporter
from ..requests.checks import for_staff
from ..requests.render_pool import render_staff_text
from .own_page import OwnPage


class PreviewPage(OwnPage):
    """GET /formgrader/preview/ASSIGNMENT; with more than one notebook, all below each other."""

    @for_staff
    async def get(self, assignment):
        folder = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", assignment))
        books = sorted(folder.glob("*.ipynb"))
        if not books:
            raise web.HTTPError(404, f"{assignment} has no student version yet: press Generate first.")
        # The notebook without a page around it, which would load from elsewhere.
        exporter = SafeHTMLExporter(config=Config(HTMLExporter={"template_name": "basic"}))
        body = await render_staff_text(lambda: "\n".join(exporter.from_filename(str(book))[0] for book in books))
        self.show("own_page.tpl", title=f"What students get: {assignment}", text=body)
