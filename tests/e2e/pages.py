"""The classroom's pages as a person uses them: what to click and what must then be on the screen.

Selectors live here only. Every page takes a screenshot when a step is done, so that a look at build/screenshots tells what a
student, a teaching assistant or an instructor saw.
"""

import pathlib
import re

from playwright.sync_api import Page, expect

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

    def status_of(self, path: str) -> int:
        """Return the HTTP status that this person's browser gets for `path` of the classroom."""
        return self.page.request.get(self.url + path).status


class Lab(Visitor):
    """JupyterLab in the student's container."""

    def wait_until_open(self) -> None:
        self.page.wait_for_url(re.compile(rf"/user/{re.escape(self.username)}/lab"), timeout=SPAWN_SECONDS * 1000)
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
        expect(self.page.locator("#submitted_assignments_list")).to_contain_text("view feedback", timeout=30_000)
