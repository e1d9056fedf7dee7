"""Two pages of our own beside formgrader's: what I have to read, and the rubric.

They show submissions by number, as formgrader's queue does, and write nothing.
"""

import importlib.util
from pathlib import Path

from nbgrader.api import MissingEntry
from tornado import web

from exchange_rules.names import fault

from ...rendering.clean import Cleaner
from ...rendering.markdown import rendered
from ...settings import full_name
from ..requests.checks import CoursePage, for_staff
from ..requests.making import made_of_staffs
from ..requests.of_request import journal_of, records_in, who
from ..requests.roles import is_instructor
from .review_note import reading_of

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
    records, rows = records_in(handler), []
    shared = records.assigned_to(grader)
    for assignment in dict.fromkeys(row.assignment for row in shared):
        indices: dict[str, dict] = {}
        reviews, doubles = journal_of(handler).reviews(assignment), records.double_reviews(assignment)
        for student in dict.fromkeys(row.student for row in shared if row.assignment == assignment):
            review = reviews.get(student)
            if review is None:
                continue
            try:
                submission = handler.gradebook.find_submission(assignment, student)
                book = next(book for book in submission.notebooks if book.name == review.notebook)
            except (MissingEntry, StopIteration):  # taken out of the gradebook since
                continue
            if book.name not in indices:
                indices[book.name] = handler.api.get_notebook_submission_indices(assignment, book.name)
            waits, double = reading_of(handler, book, review)
            rows.append({
                "assignment": assignment, "id": book.id, "double": student in doubles,
                "index": indices[book.name].get(book.id, -1),
                "waits": waits, "cell": review.cell,
                "rubric": rubric_of(assignment, Path(handler.coursedir.root)) is not None,
            })
    return sorted(rows, key=lambda row: (row["assignment"], not row["waits"], row["index"]))


class Page(CoursePage):
    """One of our own, as nbgrader's look."""

    def show(self, title, body, **names):
        environment = self.settings["nbgrader_jinja2_env"]
        body = environment.from_string(body).render(base_url=self.base_url, **names)
        around = {"base_url": self.base_url, "instructor": is_instructor(self)}
        self.write(environment.from_string(PAGE).render(title=title, body=body, **around))


class ReadingsPage(Page):
    """GET /readings"""

    @for_staff
    def get(self):
        self.show("My Readings", READINGS, rows=readings_of(self, who(self)))


class RubricPage(Page):
    """GET /rubric/ASSIGNMENT"""

    @for_staff
    async def get(self, assignment):
        path = rubric_of(assignment, Path(self.coursedir.root))
        if path is None:
            raise web.HTTPError(404, f"{assignment} has no rubric")
        text = await made_of_staffs(lambda: rendered(path.read_text(encoding="utf-8"), Cleaner(live=True)))
        self.show(f"Rubric of {assignment}", "{{ text | safe }}", text=text.replace("<table>", '<table class="table">'))


class FirstPage(CoursePage):
    """GET /formgrader: nbgrader takes a configuration directory from `?path=`; nothing here looks at parameters."""

    @for_staff
    def get(self):
        self.redirect(f"{self.base_url}/formgrader/manage_assignments")
