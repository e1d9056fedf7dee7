"""The exporter of feedback pages: no script, no address from elsewhere, headings one can link to, pictures with words.

Takes a student's copy with `feedback` (see `summary`) in its metadata. It reads no gradebook and hides nothing itself.
"""

import re
from functools import cached_property
from itertools import count
from pathlib import Path

import nbformat
from jinja2 import pass_context
from traitlets.config import Config

from .headings import Heading
from .safe_html import SafeHTMLExporter

TEMPLATES = Path(__file__).with_name("templates")


class FeedbackExporter(SafeHTMLExporter):
    """Renders the template in templates/feedback_page."""

    def __init__(self, **kwargs):
        config = Config()
        config.HTMLExporter.template_name = "feedback_page"
        # The link beside a heading leads to an id that cleaning takes away; ours has another.
        config.HTMLExporter.exclude_anchor_links = True
        config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
        super().__init__(config=config, **kwargs)

    @pass_context
    def markdown2html(self, context, source):
        page = super().markdown2html(context, source)
        page = re.sub(r"<img (?![^>]*\balt=)", '<img alt="Picture in the notebook" ', page)
        cell, places = context.get("cell"), count()
        number = cell["metadata"].get("grading", {}).get("number") if cell else None

        def lowered(match):
            level = min(int(match[1]) + 2, 6)  # the page has a first and second level of its own
            name = f' id="{Heading(number, next(places), "").anchor}"' if number is not None else ""
            return f"<h{level}{name}>{match[2]}</h{level}>"

        return re.sub(r"<h([1-6])[^>]*>(.*?)</h\1>", lowered, page, flags=re.DOTALL)


class FeedbackPages:
    """Makes pages; one exporter for a whole class, because loading it costs more than a page."""

    @cached_property
    def exporter(self) -> FeedbackExporter:
        return FeedbackExporter()

    def warm(self) -> None:
        """Load the templates, so that processes that are forked from here need not."""
        if "exporter" not in self.__dict__:
            nothing = {"rows": [], "score": 0.0, "maximum": 0.0, "penalty": 0.0}
            self.render("", {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, nothing)

    def render(self, title: str, copy: dict, summary: dict) -> str:
        """The page of a student's copy."""
        for number, cell in enumerate(copy["cells"]):
            cell["metadata"].setdefault("grading", {})["number"] = number
        by_name = {row["name"]: row for row in summary["rows"] if row["kind"] != "comment"}
        waits = sum(row.get("state") == "waits" for row in summary["rows"])
        copy["metadata"]["feedback"] = summary | {"title": title, "by_name": by_name, "waits": waits}
        page, _ = self.exporter.from_notebook_node(nbformat.from_dict(copy))
        return page
