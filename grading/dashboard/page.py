"""The dashboard as one HTML page: tables that read well aloud and on a phone, bars beside numbers, no script.

Renews itself while grading runs. All text is escaped; the page loads nothing.
"""

from jinja2 import Environment, PackageLoader

from .downloads import FORMATS
from .figures import Figures
from .work import ACTIONS

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
REFRESH_SECONDS = 5

environment = Environment(loader=PackageLoader("grading", "templates/dashboard"), autoescape=True, trim_blocks=True)


def page(figures: Figures, base_url: str | None = None, *, work=None, instructor=False, xsrf="") -> str:
    """The page of one assignment; with `base_url` it has links into formgrader and buttons. `work`: the newest task."""
    return environment.get_template("page.html").render(
        f=figures,
        summary=figures.summary,
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
    )
