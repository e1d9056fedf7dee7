"""The page on which a submission is graded: what a student wrote cannot act in it, and a slow one keeps nobody else waiting."""

import re
import threading
from pathlib import Path

import nbformat
from nbgrader.server_extensions.formgrader import handlers

from ...execution.bounded_parsing.child import SHOW, TooMuch, within
from ...rendering.exporter import SafeHTMLExporter
from ...rendering.plain import plain
from ...settings import site_settings
from ..requests.checks import CoursePage, for_staff
from ..requests.render_pool import in_render_pool
from .files import listed
from .page_templates import TEMPLATES, dressed, escaped
from .review_note import review_note
from .rubric import rubric_of

NOTEBOOK = re.compile('<div [^>]*id="notebook"')  # nbconvert turns the attributes round


class SubmissionPage(CoursePage, handlers.SubmissionHandler):
    """GET /formgrader/submissions/SUBMISSION: nbgrader says what is to be shown; it is made beside the server's only thread."""

    to_make = None

    @property
    def exporter(self):
        return self

    def from_filename(self, filename, resources):
        """Stands for the exporter: notes what nbgrader asks of it."""
        self.to_make = filename, resources
        return "", resources

    @for_staff
    async def get(self, submission_id):
        super().get(submission_id)
        if self.to_make:
            filename, resources = self.to_make
            page, _ = await in_render_pool(self.settings["nbgrader_exporter"].from_filename, filename, resources=resources)
            said = review_note(self, submission_id)
            self.write(NOTEBOOK.sub(lambda found: said + found[0], page, count=1))


class GradingPageExporter(SafeHTMLExporter):
    """The page on which a submission is graded, with a link to the rubric and nothing from elsewhere."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.template_paths = [str(TEMPLATES), *self.template_paths]
        self.warm, self.warming = False, threading.Lock()

    def from_notebook_node(self, nb, resources=None, **kwargs):
        resources = escaped(resources or {})
        with self.warming:
            if not self.warm:
                # Loads the templates, so that processes that are forked from here need not.
                super().from_notebook_node(nbformat.v4.new_notebook(), dict(resources), **kwargs)
                self.warm = True
        page = self._within(lambda shape: super(GradingPageExporter, self).from_notebook_node(shape(nb), resources, **kwargs)[0])
        base_url, assignment = resources.get("base_url", ""), resources.get("assignment_id", "")
        root = site_settings().course_dir or Path()
        if rubric_of(assignment, root):
            link = f'\\1 <li><a target="_blank" href="{base_url}/rubric/{assignment}">Rubric</a></li>'
            page = re.sub(r"(Manual Grading</a></li>)", link, page, count=1)
        folder = resources.get("metadata", {}).get("path")
        if folder and (files := listed(Path(folder), root / "source" / assignment)):
            page = page.replace('<div class="panel-body">', f'<div class="panel-body">{files}', 1)
        return dressed(page, base_url), resources

    def _within(self, make) -> str:
        """The page, made in a process with limits; as plain text where it does not fit them."""
        try:
            return within(SHOW, lambda: make(lambda nb: nb).encode()).decode()
        except TooMuch:
            return within(SHOW, lambda: make(lambda nb: nbformat.from_dict(plain(nb))).encode()).decode()
