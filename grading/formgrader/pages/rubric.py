"""The page of an assignment's rubric, and where the rubric is found."""

import importlib.util
from pathlib import Path

from tornado import web

from exchange_rules.names import fault

from ...rendering.clean import Cleaner
from ...rendering.markdown import rendered
from ...settings import full_name
from ..requests.checks import for_staff
from ..requests.render_pool import render_staff_text
from .own_page import OwnPage


def rubric_of(assignment: str, root: Path) -> Path | None:
    """The rubric: rubrics/ASSIGNMENT.md of the course directory, else the module's own. None if there is none."""
    if fault(assignment):
        return None
    places = [root / "rubrics" / f"{assignment}.md"]
    if found := importlib.util.find_spec("curriculum"):
        places.append(Path(found.origin).parent / "modules" / full_name(assignment) / "rubric.md")
    return next((path for path in places if path.is_file()), None)


class RubricPage(OwnPage):
    """GET /rubric/ASSIGNMENT"""

    @for_staff
    async def get(self, assignment):
        path = rubric_of(assignment, Path(self.coursedir.root))
        if path is None:
            raise web.HTTPError(404, f"{assignment} has no rubric")
        text = await render_staff_text(lambda: rendered(path.read_text(encoding="utf-8"), Cleaner(live=True)))
        text = text.replace("<table>", '<table class="table">')
        self.show("own_page.tpl", title=f"Rubric of {assignment}", text=text)
