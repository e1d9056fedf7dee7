"""The exporter of feedback pages: no script, no address from elsewhere, headings one can link to, pictures with words.

Takes a student's copy with `feedback` (see `summary`) in its metadata. It reads no gradebook and hides nothing itself.
"""

from functools import cached_property
from pathlib import Path

import nbformat
from traitlets.config import Config

import look

from ..rendering.exporter import SafeHTMLExporter
from .headings import Heading

# What lost points comes first: nobody looks for one red row under nineteen green ones.
GROUPS = {
    "lost": "Points were lost",
    "waits": "Waits for a person",
    "said": "Read by a person",
    "full": "Full points",
}
TEMPLATES = Path(__file__).with_name("templates")


class FeedbackExporter(SafeHTMLExporter):
    """Renders the template in templates/feedback_page."""

    live_links = True
    scrolls = True
    lower_headings = 2  # the page has a first and second level of its own

    def __init__(self, **kwargs):
        config = Config()
        config.HTMLExporter.template_name = "feedback_page"
        # The link beside a heading leads to an id that cleaning takes away; ours has another.
        config.HTMLExporter.exclude_anchor_links = True
        config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
        config.HTMLExporter.extra_template_paths = [str(look.FOLDER)]
        super().__init__(config=config, **kwargs)

    def anchor(self, cell, place):
        """Where the summary's links to this heading lead: the heading's `place` in its cell, with the cell's number."""
        return Heading(cell["metadata"]["grading"]["number"], place, "").anchor


def grouped(rows: list[dict]) -> list[dict]:
    """The rows of a summary as [{"title", "rows"}], in each group as in the notebook; no group is empty."""
    groups = {name: [] for name in GROUPS}
    for row in rows:
        groups[_group(row)].append(row)
    return [{"title": GROUPS[name], "rows": found} for name, found in groups.items() if found]


def _group(row: dict) -> str:
    match row.get("state"):
        case "none" | "part":
            return "lost"
        case "waits":
            return "waits"
    return "said" if row["comment"] or row.get("agreed") else "full"


class FeedbackPages:
    """Makes pages; one exporter for a whole class, because loading it costs more than a page."""

    @cached_property
    def exporter(self) -> FeedbackExporter:
        """Loaded at its first use."""
        return FeedbackExporter()

    def warm(self) -> None:
        """Load the templates, so that processes that are forked from here need not."""
        if "exporter" not in self.__dict__:
            nothing = {"rows": [], "score": 0.0, "maximum": 0.0, "penalty": 0.0}
            self.render("", {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, nothing)

    def render(self, title: str, copy: dict, summary: dict, folder: Path | None = None) -> str:
        """The page of a student's copy; `folder` has the files that were handed in beside it."""
        for number, cell in enumerate(copy["cells"]):
            cell["metadata"].setdefault("grading", {})["number"] = number
        by_name = {row["name"]: row for row in summary["rows"] if row["kind"] != "comment"}
        waits = sum(row.get("state") == "waits" for row in summary["rows"])
        copy["metadata"]["feedback"] = summary | {
            "title": title, "by_name": by_name, "waits": waits, "groups": grouped(summary["rows"]),
        }
        resources = {"metadata": {"path": str(folder)}} if folder else {}
        page, _ = self.exporter.from_notebook_node(nbformat.from_dict(copy), resources)
        return page
