"""Two pages of our own beside formgrader's: what I have to read, and the rubric.

They show submissions by number, as formgrader's queue does, and write nothing.
"""

import importlib.util
import re
import threading
from pathlib import Path

import nbformat

from exchange_rules.names import fault

from ..execution.bounded_parsing.child import SHOW, TooMuch, within
from ..rendering.clean import Cleaner
from ..rendering.exporter import SafeHTMLExporter
from ..rendering.markdown import rendered
from ..rendering.plain import plain
from ..settings import full_name, place
from .files import listed
from .making import made_of_staffs
from .page_templates import TEMPLATES, dressed, escaped
from .readings import reading_of
from .roles import is_instructor
from .scores import journal_of, records_in, who

PAGE = """{% extends "base.tpl" %}
{% block title %}{{ title }}{% endblock %}
{% block sidebar %}
<li role="presentation"><a href="{{ base_url }}/formgrader/manage_assignments">Manage Assignments</a></li>
<li role="presentation"><a href="{{ base_url }}/formgrader/gradebook">Manual Grading</a></li>
<li role="presentation"><a href="{{ base_url }}/formgrader/manage_students">Manage Students</a></li>
{% endblock %}
{% block body %}{{ body | safe }}{% endblock %}
"""
READINGS = """
{% if not rows %}<p>Nothing of the review samples is yours to read.
<a href="{{ base_url }}/formgrader/gradebook">Manual Grading</a> shows all submissions.</p>{% else %}
<p>{{ rows | selectattr("waits") | list | length }} of {{ rows | length }} wait for you. These are readings of the review sample:
read the code of the whole submission, then give the test cell that is named here its points, the same number as before if you
agree. That closes the reading.</p>
<table class="table table-hover">
<thead><tr><th>Assignment</th><th>Submission</th><th>Test cell</th><th>State</th><th>Rubric</th></tr></thead><tbody>
{% for row in rows %}<tr><td>{{ row.assignment }}</td>
<td><a href="{{ base_url }}/formgrader/submissions/{{ row.id }}/?index=0">Submission #{{ row.index + 1 }}</a></td>
<td><code>{{ row.cell }}</code></td>
<td>{{ "waits" if row.waits else "done" }}{{ ", read by a second person too" if row.double }}</td>
<td>{% if row.rubric %}<a href="{{ base_url }}/rubric/{{ row.assignment }}">Rubric</a>{% endif %}</td></tr>
{% endfor %}</tbody></table>{% endif %}
"""


def rubric_of(assignment: str, root: Path) -> Path | None:
    """The rubric: rubrics/ASSIGNMENT.md of the course directory, else the module's own. None if there is none."""
    if fault(assignment):
        return None
    places = [root / "rubrics" / f"{assignment}.md"]
    if found := importlib.util.find_spec("curriculum"):
        places.append(Path(found.origin).parent / "modules" / full_name(assignment) / "rubric.md")
    return next((path for path in places if path.is_file()), None)


def readings_of(handler, grader: str) -> list[dict]:
    """What `grader` reads: assignment, id and number of the submission, whether it waits, whether two read it."""
    from nbgrader.api import MissingEntry

    records, rows = records_in(handler), []
    shared = records.assigned_to(grader)
    for assignment in dict.fromkeys(row["assignment"] for row in shared):
        indices: dict[str, dict] = {}
        reviews, doubles = journal_of(handler).reviews(assignment), records.double_reviews(assignment)
        for student in dict.fromkeys(row["student"] for row in shared if row["assignment"] == assignment):
            review = reviews.get(student)
            if review is None:
                continue
            try:
                submission = handler.gradebook.find_submission(assignment, student)
                book = next(book for book in submission.notebooks if book.name == review["notebook"])
            except (MissingEntry, StopIteration):  # taken out of the gradebook since
                continue
            if book.name not in indices:
                indices[book.name] = handler.api.get_notebook_submission_indices(assignment, book.name)
            waits, double = reading_of(handler, book, review)
            rows.append({
                "assignment": assignment, "id": book.id, "double": student in doubles,
                "index": indices[book.name].get(book.id, -1),
                "waits": waits, "cell": review["cell"],
                "rubric": rubric_of(assignment, Path(handler.coursedir.root)) is not None,
            })
    return sorted(rows, key=lambda row: (row["assignment"], not row["waits"], row["index"]))


def handlers(base_url: str) -> list:
    """Routes of the two pages, for tornado."""
    from jupyter_server.utils import url_path_join
    from nbgrader.server_extensions.formgrader.base import BaseHandler, check_notebook_dir, check_xsrf
    from tornado import web

    class Page(BaseHandler):
        def show(self, title, body, **names):
            environment = self.settings["nbgrader_jinja2_env"]
            body = environment.from_string(body).render(base_url=self.base_url, **names)
            around = {"base_url": self.base_url, "instructor": is_instructor(self)}
            page = environment.from_string(PAGE).render(title=title, body=body, **around)
            self.write(page)

    class ReadingsHandler(Page):
        @web.authenticated
        @check_xsrf
        @check_notebook_dir
        def get(self):
            self.show("My Readings", READINGS, rows=readings_of(self, who(self)))

    class RubricHandler(Page):
        @web.authenticated
        @check_xsrf
        @check_notebook_dir
        async def get(self, assignment):
            path = rubric_of(assignment, Path(self.coursedir.root))
            if path is None:
                raise web.HTTPError(404, f"{assignment} has no rubric")
            text = await made_of_staffs(lambda: rendered(path.read_text(encoding="utf-8"), Cleaner(live=True)))
            self.show(f"Rubric of {assignment}", "{{ text | safe }}", text=text.replace("<table>", '<table class="table">'))

    return [
        (url_path_join(base_url, "/readings/?"), ReadingsHandler),
        (url_path_join(base_url, "/rubric/([^/]+)/?"), RubricHandler),
    ]


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
        root = place().course_dir or Path()
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
