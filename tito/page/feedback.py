"""A fetched feedback page with the way back to the course page above it.

The file is the learner's own and may hold anything. It is shown in a sandbox: nothing in it runs or acts as the learner.
"""

import asyncio
import re
from html import escape
from pathlib import Path

from jupyter_server.auth.decorator import authorized
from jupyter_server.utils import url_path_join
from tornado import web

from notebooks.limits import FEEDBACK_BYTES
from tito.course import open_course
from tito.errors import TitoError
from tito.exchange.quick_requests import feedback_waits
from tito.page.rendering import Fresh
from tito.submissions.submission import submissions_of
from tito.times import moment_of, shown
from tito.workspace import find_workspace
from tito.workspace.progress import open_progress

BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
# Its styles are its own: what stands below has others.
BAR = (
    '<nav aria-label="Course" style="all: revert; display: block; padding: .6rem 1rem; font: 1rem/1.5 system-ui, sans-serif;'
    ' color-scheme: light dark; color: CanvasText; background: Canvas; border-bottom: 1px solid GrayText">'
    '<a href="{address}" style="color: inherit">Course page</a>{about}</nav>'
)


def feedback_address(base_url: str, page: str) -> str:
    """The address of a page, given as a quoted path below the directory that the server shows."""
    return url_path_join(base_url, "course/feedback", page)


def about(page: Path) -> str:
    """Which submission a page is on, and that there is a newer one or newer feedback; empty where that cannot be known."""
    try:
        course, workspace = open_course(), find_workspace()
    except TitoError:
        return ""
    module = next((each for each in course.modules if workspace.notebook(each).parent == page.parents[2]), None)
    at = moment_of(page.parent.name)
    if not module or not at:
        return ""
    submitted = submissions_of(course, module, open_progress(workspace, course))
    newer = submitted and moment_of(submitted[-1]) or at
    again = f" You have submitted again on {shown(newer, seconds=True)}; this is not about that." if newer > at else ""
    other = feedback_waits(module.slug, page.parent.name, page)
    waits = " Newer feedback on it waits: get it on the course page." if other else ""
    return f" On your submission of {shown(at, seconds=True)}.{again}{waits}"


class FeedbackPage(Fresh):
    """GET /course/feedback/PATH: a file `…/feedback/TIME/NAME.html` below the directory that the server shows."""

    auth_resource = "contents"

    @property
    def content_security_policy(self):
        # Without scripts and with an origin that is nobody's; links may open, as they may in the file itself.
        return super().content_security_policy + "; sandbox allow-popups allow-popups-to-escape-sandbox"

    @web.authenticated
    @authorized
    async def get(self, path):
        try:
            root = Path(self.serverapp.root_dir).resolve()
            page = (root / path.lstrip("/")).resolve()
            fetched = page.is_relative_to(root) and page.parent.parent.name == "feedback" and page.suffix == ".html"
            if not fetched or not page.is_file() or page.stat().st_size > FEEDBACK_BYTES:
                raise web.HTTPError(404, "There is no such page of feedback.")
            text = page.read_text(encoding="utf-8", errors="replace")
        except (OSError, ValueError) as error:
            raise web.HTTPError(404, "There is no such page of feedback.") from error
        bar = BAR.format(address=url_path_join(self.base_url, "course"), about=escape(await asyncio.to_thread(about, page)))
        found = BODY.search(text)
        place = found.end() if found else 0
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(text[:place] + bar + text[place:])
