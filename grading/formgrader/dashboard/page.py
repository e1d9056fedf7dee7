"""The dashboard as one HTML page: tables that read well aloud and on a phone, bars beside numbers, no script.

Renews itself while grading runs. All text is escaped; the page loads nothing.
"""

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader

import look

from ...export.states import MEANINGS
from ...records.clock import shown_record
from ..requests.hub import hub_links
from .downloads import FORMATS
from .figures import Figures
from .work import ACTIONS

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
REFRESH_SECONDS = 5

loader = ChoiceLoader([PackageLoader("grading.formgrader.dashboard"), FileSystemLoader(look.FOLDER)])
environment = Environment(loader=loader, autoescape=True, trim_blocks=True)
environment.globals["hub_links"] = hub_links
environment.filters["moment"] = shown_record


def unread_note(figures: Figures) -> str:
    """What it means for feedback that so many submissions are not read; empty if all are."""
    said = still_wait(figures.unread, figures.graded)
    return f"{said}: their feedback lacks those points" if said else ""


def still_wait(unread: int, graded: int) -> str:
    """How many submissions nobody has read to the end, in words; empty if there is none."""
    return f"{unread} of {graded} submissions still {'waits' if unread == 1 else 'wait'} for a person" if unread else ""


def error_page(title: str, said: str, base_url: str, instructor: bool) -> str:
    """What is wrong with a request for one of these pages, and the way on."""
    names = {"title": title, "said": said, "base_url": base_url, "instructor": instructor, "policy": POLICY}
    return environment.get_template("error.html").render(**names)


def ask_page(assignment: str, said: str, base_url: str, xsrf: str, instructor: bool) -> str:
    """The question before unread work's feedback goes out, with both answers."""
    return environment.get_template("ask.html").render(
        assignment=assignment, said=said, base_url=base_url, xsrf=xsrf, instructor=instructor, policy=POLICY
    )


def page(figures: Figures, base_url: str | None = None, *, work=None, instructor=False, xsrf="") -> str:
    """The page of one assignment; with `base_url` it has links into formgrader and buttons. `work`: the newest task."""
    return environment.get_template("page.html").render(
        f=figures,
        summary=figures.summary,
        wait=still_wait(figures.unread, figures.graded),
        histogram=figures.histogram,
        most=max((count for _, count in figures.histogram), default=0),
        base_url=base_url,
        policy=POLICY,
        refresh=REFRESH_SECONDS if figures.running or (work and not work.done) else None,
        work=work,
        instructor=instructor,
        xsrf=xsrf,
        actions=ACTIONS,
        formats=FORMATS,
        meanings=MEANINGS,
    )
