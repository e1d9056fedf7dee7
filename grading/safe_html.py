"""An HTML exporter for pages with text that students wrote: nothing in it can act in the reader's browser."""

import re

import bleach
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter

TAGS = [
    *bleach.ALLOWED_TAGS,
    "div",
    "pre",
    "span",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "p",
    "br",
    "hr",
    "img",
    "del",
    "sub",
    "sup",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
]
# MathJax turns these into links, styles and attributes.
MATH_COMMANDS = re.compile(r"\\(href|style|class|cssId|require|unicode|html\w*)\b")


def _attribute(tag: str, name: str, value: str) -> bool:
    if tag == "img" and name == "src":
        # An image from elsewhere would tell its server who reads the page, and when.
        return value.startswith(("data:image/png;", "data:image/jpeg;"))
    if name == "href":
        return tag == "a" and not value.startswith("data:")
    return name in ("class", "title", "alt", "align")


def clean_markdown(html: str) -> str:
    """Rendered Markdown with known tags and attributes only."""
    return bleach.clean(html, tags=TAGS, attributes=_attribute, protocols=[*bleach.ALLOWED_PROTOCOLS, "data"])


class SafeHTMLExporter(HTMLExporter):
    """nbconvert's exporter with Markdown cleaned after rendering. `outputs` must have checked the rest."""

    @pass_context
    def markdown2html(self, context, source):
        return clean_markdown(super().markdown2html(context, MATH_COMMANDS.sub(r"\1", source)))
