"""An HTML exporter for pages with text that students wrote: nothing in it can act in the reader's browser."""

import copy
import html
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
MATH_COMMANDS = re.compile(r"(?<!\\)\\+(?=(href|style|class|cssId|require|unicode|html\w*)\b)")
# A browser drops these from an address before it looks at the scheme; entities it reads as letters.
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\ufeff]")
PROTOCOLS = frozenset({"http", "https", "mailto"})
PICTURES = ("data:image/png;", "data:image/jpeg;")
# Highlighted code only. Formgrader acts on clicks on some classes wherever they stand: a student's word of the class
# full-credit would give full credit to the grader who clicks on it.
CODE_CLASS = re.compile(r"(highlight|hl-[\w-]+|language-[\w+-]+|[a-z]{1,2}\d?|err|esc|cpf|ges)")


def _attribute(tag: str, name: str, value: str) -> bool:
    address = INVISIBLE.sub("", html.unescape(value)).lower()
    if tag == "img" and name == "src":
        # An image from elsewhere would tell its server who reads the page, and when.
        return address.startswith(PICTURES)
    if name == "href":
        scheme, colon, _ = address.partition(":")
        return tag == "a" and (scheme in PROTOCOLS if colon else not address.startswith(("//", "\\")))
    if name == "class":
        return all(map(CODE_CLASS.fullmatch, value.split()))
    return name in ("title", "alt", "align")


def without_math_commands(text: str) -> str:
    """The text without the TeX commands that could act. All backslashes before one go, or the rest would form it anew."""
    return MATH_COMMANDS.sub("", text)


def clean_markdown(markup: str) -> str:
    """Rendered Markdown with known tags and attributes only."""
    cleaned = bleach.clean(markup, tags=TAGS, attributes=_attribute, protocols=[*PROTOCOLS, "data"])
    # Once more: what stood between the letters of a command may be gone now.
    return without_math_commands(cleaned)


class SafeHTMLExporter(HTMLExporter):
    """nbconvert's exporter with Markdown cleaned after rendering. `outputs` must have checked the rest."""

    def from_notebook_node(self, nb, resources=None, **kwargs):
        nb = copy.deepcopy(nb)
        for cell in nb.cells:
            for output in cell.get("outputs", []):
                if latex := output.get("data", {}).get("text/latex"):
                    output["data"]["text/latex"] = without_math_commands("".join(latex))
        return super().from_notebook_node(nb, resources, **kwargs)

    @pass_context
    def markdown2html(self, context, source):
        try:
            return clean_markdown(super().markdown2html(context, source))
        except Exception:  # a picture that is not attached, brackets nested a thousand deep: a page with it must open
            return f"<pre>{html.escape(source)}</pre>"
