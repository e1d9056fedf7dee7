"""The classroom's pages as a person uses them: what to click and what must then be on the screen.

Selectors live here only. Every page takes a screenshot when a step is done, so that a look at build/screenshots tells what a
student, a teaching assistant or an instructor saw.
"""

import pathlib
import re

from playwright.sync_api import Locator, Page, expect

SCREENSHOTS = pathlib.Path(__file__).parents[2] / "build" / "screenshots"
SPAWN_SECONDS = 120


class Visitor:
    """A person with a browser window of their own."""

    def __init__(self, page: Page, url: str, username: str):
        self.page = page
        self.url = url
        self.username = username

    def screenshot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    def log_in(self, password: str, landing: str = "") -> None:
        """Use the log-in form; with a one-time password this ends on the page that asks for a new one."""
        self.page.goto(f"{self.url}/hub/login?next={landing}")
        self.page.fill("#username_input", self.username)
        self.page.fill("#password_input", password)
        self.page.click("#login_submit")

    def choose_password(self, password: str) -> None:
        """Answer the first log-in's question; afterwards the student's server starts."""
        expect(self.page.get_by_role("heading", name="Choose your password")).to_be_visible()
        self.page.fill("#password", password)
        self.page.fill("#confirmation", password)
        self.page.click("input[type=submit]")

    def may(self, method: str, path: str) -> bool:
        """Whether this person is let in: neither refused nor sent to log in. Sends what the page's scripts would."""
        names = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies(self.url + path)}
        answer = self.page.request.fetch(
            self.url + path, method=method, max_redirects=0, headers={"X-XSRFToken": names.get("_xsrf", "")}
        )
        leads = answer.headers.get("location", "")
        return answer.status != 403 and not any(word in leads for word in ("/oauth2/authorize", "/login", "/hub/"))

    def status_of(self, path: str) -> int:
        """Return the HTTP status that this person's browser gets for `path` of the classroom."""
        return self.page.request.get(self.url + path).status


class Lab(Visitor):
    """JupyterLab in the student's container."""

    def wait_for_course_page(self) -> None:
        """The course's own page is what opens by itself."""
        self.page.wait_for_url(re.compile(rf"/user/{re.escape(self.username)}/course"), timeout=SPAWN_SECONDS * 1000)
        expect(self.page.get_by_role("heading", name="Next", exact=True)).to_be_visible()

    def wait_until_open(self) -> None:
        """Wait for the server, then for JupyterLab."""
        self.page.wait_for_url(re.compile(rf"/user/{re.escape(self.username)}/(course|lab)"), timeout=SPAWN_SECONDS * 1000)
        if "/course" in self.page.url:
            self.page.get_by_role("link", name="JupyterLab").click()
        self.page.wait_for_selector(".jp-DirListing-content", timeout=60_000)

    def open_assignment_list(self) -> None:
        self.page.get_by_role("menuitem", name="Nbgrader").click()
        self.page.get_by_text("Assignment List").click()
        self.page.wait_for_selector("#nbgrader-assignment-list #released_assignments_list")

    def refresh_assignments(self) -> None:
        self.page.click("#refresh_assignments_list")

    def menu_entries(self) -> list[str]:
        """Return what the nbgrader menu offers this person."""
        self.page.get_by_role("menuitem", name="Nbgrader").click()
        entries = self.page.locator(".lm-Menu-itemLabel").all_inner_texts()
        self.page.keyboard.press("Escape")
        return entries

    def fetch(self, assignment: str) -> None:
        row = self.page.locator("#released_assignments_list .list_item", has_text=assignment)
        row.get_by_text("Fetch", exact=True).click()
        expect(self.page.locator("#fetched_assignments_list")).to_contain_text(assignment, timeout=30_000)

    def open_home(self) -> None:
        """Come back to JupyterLab with the list of assignments in front and up to date."""
        self.page.goto(f"{self.url}/user/{self.username}/lab")
        self.wait_until_open()
        if not self.page.locator("#released_assignments_list").is_visible():
            self.open_assignment_list()
        self.refresh_assignments()

    def open_feedback(self) -> Page:
        """Follow the link to the newest feedback; return the page that opens beside JupyterLab."""
        with self.page.expect_popup() as opened:
            self.page.locator("#submitted_assignments_list").get_by_text("view feedback").first.click()
        opened.value.wait_for_selector("table.points")
        return opened.value

    def open_notebook(self, path: str) -> None:
        self.page.goto(f"{self.url}/user/{self.username}/lab/tree/{path}")
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)

    def validate(self) -> str:
        """Press Validate in the notebook's toolbar; return what the dialog says."""
        self.page.locator(".jp-NotebookPanel-toolbar").get_by_text("Validate", exact=True).click()
        dialog = self.page.locator(".jp-Dialog-content")
        dialog.wait_for(timeout=120_000)
        text = dialog.inner_text()
        self.screenshot(f"{self.username}-validate")
        dialog.get_by_role("button").last.click()
        return text

    def submit(self, assignment: str) -> None:
        row = self.page.locator("#fetched_assignments_list .list_item", has_text=assignment)
        row.get_by_text("Submit", exact=True).click()
        expect(self.page.locator("#submitted_assignments_list")).to_contain_text(assignment, timeout=30_000)

    def fetch_feedback(self, assignment: str) -> None:
        row = self.page.locator("#submitted_assignments_list .list_item", has_text=assignment).first
        row.get_by_text("Fetch Feedback", exact=True).click()
        # The course's own words beside nbgrader's come a moment later.
        points = re.compile(r"of \d+ points.* \(view feedback\)")
        expect(self.page.locator("#submitted_assignments_list")).to_contain_text(points, timeout=30_000)


class Formgrader(Visitor):
    """Formgrader in a browser tab, as a teaching assistant uses it."""

    HOME = "/services/tinytorch/formgrader"

    def open(self, path: str = "") -> None:
        self.page.goto(self.url + self.HOME + path)
        self.page.wait_for_selector("tbody tr")
        # The rows arrive one by one.
        self.page.wait_for_load_state("networkidle")

    def unrelease(self, assignment: str) -> str:
        """Press the cross that takes a release back; return the dialog's text."""
        self.open()
        return self._press(assignment, "release")

    def collect(self, assignment: str) -> str:
        """Press Collect; return the dialog's text."""
        self.open()
        return self._press(assignment, "collect")

    def autograde(self, assignment: str, student: str) -> str:
        """Press Autograde for one student (by the name shown); return the dialog's text."""
        self.open(f"/manage_submissions/{assignment}")
        return self._press(student, "autograde")

    def send_feedback(self, assignment: str, student: str) -> None:
        """Press Generate Feedback and Release Feedback for one student."""
        self.open(f"/manage_submissions/{assignment}")
        self._press(student, "generate-feedback")
        self._press(student, "release-feedback")

    def send_all_feedback(self, assignment: str) -> tuple[str, str]:
        """Press Release Feedback for the class and agree; return what was asked first, and the dialog's text."""
        self.open()
        asked = []
        self.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
        said = self._press(assignment, "release-feedback")
        return "".join(asked), said

    def go_to_the_next_that_waits(self) -> None:
        """Follow the link in the bar at the foot of a submission to the next one that waits."""
        self.page.get_by_role("link", name="Next submission that waits").click()
        self.page.wait_for_selector("input.score")

    def manage_submissions(self, assignment: str) -> dict[str, str]:
        """Return the line of each student's submission, by student id."""
        self.open(f"/manage_submissions/{assignment}")
        rows = self.page.locator("tbody tr")
        return {row.locator(".student-id").inner_text(): row.inner_text() for row in rows.all()}

    def open_queue(self, assignment: str) -> None:
        """Show the submissions of an assignment that wait for a person."""
        self.open(f"/gradebook/{assignment}/{assignment}")

    def open_dashboard(self, assignment: str) -> None:
        """Follow the link Course and grading of formgrader's navigation to how an assignment's grading stands."""
        self.open()
        self.page.get_by_role("link", name="Course and grading").first.click()
        self.page.get_by_role("link", name=assignment).first.click()
        self.page.wait_for_selector("table")

    def open_flagged_submission_of(self, name: str) -> None:
        """Open one student's submission from the queue; it must carry the flag that asks a person to look."""
        self.page.get_by_text("Show All Names").click()
        row = self.page.locator("tbody tr", has_text=name)
        expect(row.locator("td.flagged .glyphicon")).to_be_visible()
        row.locator("a.name-shown").click()
        self.page.wait_for_selector("input.score")

    def scroll_to(self, cell: str) -> Locator:
        """Bring a cell's score box into view and return it."""
        box = self.page.locator(f"input.score#{cell}")
        box.scroll_into_view_if_needed()
        return box

    def give(self, cell: str, points: float) -> None:
        """Type a score for a cell and wait until it is saved."""
        box = self.scroll_to(cell)
        with self.page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
            box.fill(str(points))
            box.press("Tab")

    def points_of(self, cell: str) -> float:
        """Return what a cell earned automatically: the grey number in its box."""
        return float(self.page.locator(f"input.score#{cell}").get_attribute("placeholder"))

    def waiting_cells(self) -> list[str]:
        """Return the grade ids of the open submission's cells that still need a person."""
        # The boxes know it only when the page has asked for the grades.
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_selector("#classroom-bar")
        return self.page.eval_on_selector_all("input.score.needs_manual_grade", "boxes => boxes.map(box => box.id)")

    def _press(self, row: str, column: str) -> str:
        self.page.locator("tbody tr", has_text=row).locator(f"td.{column} a").click()
        dialog = self.page.locator(".modal-dialog").last
        dialog.wait_for(timeout=180_000)
        expect(dialog.locator(".modal-title")).not_to_be_empty(timeout=180_000)
        text = dialog.inner_text()
        self.screenshot(f"formgrader-{column}")
        dialog.get_by_text("OK", exact=True).click()
        dialog.wait_for(state="hidden")
        return text
