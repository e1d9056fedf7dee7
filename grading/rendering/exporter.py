"""An HTML exporter for pages with text that students wrote: nothing in it can act in the reader's browser, or loads anything.

Rich outputs become HTML of our own before a template sees them, by the order in which JupyterLab prefers their kinds.
"""

import copy
import html
from pathlib import Path

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter

from ..execution.bounded_parsing.interrupting import TooSlow, at_most
from .clean import Cleaner
from .code import cell_code
from .markdown import as_typed, rendered
from .mathml import mathml
from .pictures import LeftOut, Pictures, decoded
from .tex import find_in_output

CELL_SECONDS = 1.0  # of CPU time, for a text or an output; honest ones take hundredths
PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")


class SafeHTMLExporter(HTMLExporter):
    """nbconvert's exporter with everything that students wrote made by this room.

    `live_links` says whether links to other places may be clicked, `lower_headings` by how many levels the headings of the
    notebook stand below the page's own, and `anchor` names them (None: without a name). `scrolls`: see Cleaner.
    """

    live_links = False
    lower_headings = 0
    scrolls = False

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # nbconvert puts its own in at every page where this has none.
        self.filters = self.filters | {"highlight_code": cell_code}

    def from_notebook_node(self, nb, resources=None, **kwargs):
        nb, resources = copy.deepcopy(nb), dict(resources or {})
        folder = resources.get("metadata", {}).get("path")
        resources["pictures"] = pictures = Pictures(Path(folder) if folder else None, folders=resources.get("folders") or {})
        for cell in nb.cells:
            if cell.cell_type == "raw":  # as JupyterLab shows it: as it was typed
                cell.source, cell.metadata["raw_mimetype"] = f"<pre>{html.escape(cell.source)}</pre>", ""
            pictures.turn_to(cell)
            for output in cell.get("outputs", []):
                if "data" in output:
                    output["data"], output["metadata"] = self._plainer(output["data"], pictures), {}
        return super().from_notebook_node(nb, resources, **kwargs)

    def default_filters(self):
        yield from super().default_filters()
        # nbconvert's take quadratic time; JupyterLab does not do what the last does.
        yield "clean_html", Cleaner().clean
        yield "strip_files_prefix", lambda text: text

    def anchor(self, cell, place: int) -> str | None:
        """The id of a heading: the `place`-th of its cell."""
        return None

    def _cleaner(self, pictures: Pictures, cell=None) -> Cleaner:
        return Cleaner(
            pictures, (cell or {}).get("attachments") or {}, live=self.live_links, lower=self.lower_headings,
            anchors=(lambda place: self.anchor(cell, place)) if cell else None, scrolls=self.scrolls,
        )

    @pass_context
    def markdown2html(self, context, source):
        context["resources"]["pictures"].turn_to(context.get("cell"))
        try:
            with at_most(CELL_SECONDS):
                return rendered(source, self._cleaner(context["resources"]["pictures"], context.get("cell")))
        except (TooSlow, Exception):  # brackets nested a thousand deep: a page with it must open
            return as_typed(source)

    def _plainer(self, data: dict, pictures: Pictures) -> dict:
        """An output's data as text/plain, or as text/html that is safe."""
        data = {kind: "".join(value) for kind, value in data.items() if isinstance(value, str | list)}
        plain = {"text/plain": data.get("text/plain", "")}
        try:
            with at_most(CELL_SECONDS):
                made = self._shown(data, pictures)
        except (TooSlow, Exception):
            made = as_typed(plain["text/plain"])
        return plain if made is None else {"text/html": made}

    def _shown(self, data: dict[str, str], pictures: Pictures) -> str | None:
        if "text/html" in data:
            return self._cleaner(pictures).clean(data["text/html"])
        if "text/markdown" in data:
            return rendered(data["text/markdown"], self._cleaner(pictures))
        if "text/latex" in data:
            return _latex(data["text/latex"])
        kind = next((kind for kind in PICTURES if kind in data), None)
        if kind is None:
            return None
        try:
            content = data[kind].encode() if kind == "image/svg+xml" else decoded(data[kind])
            return f'<img alt="Picture made by this cell" src="{pictures.embedded(content)}">'
        except LeftOut as reason:
            return f'<span class="left-out">[A picture made by this cell is not shown: {html.escape(str(reason))}]</span>'


def _latex(source: str) -> str:
    formulas = find_in_output(source)
    if not formulas.found:
        return f"<pre>{html.escape(source)}</pre>"
    parts = formulas.marks.split(formulas.text)
    words = [html.escape(part) for part in parts[::2]]
    made = [mathml(each.tex, each.display) for each in formulas.found]
    return "<p>" + "".join(a + b for a, b in zip(words, [*made, ""], strict=True)) + "</p>"
