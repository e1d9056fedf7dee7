"""HTML from students with known tags and attributes only: no script, no style, no form, nothing from elsewhere, no way out.

nh3 (Ammonia) parses and cleans in linear time. What remains is well formed, so the one pass after it may go by tags: it puts
pictures in as data addresses, formulas as MathML, and words in the place of links that lead into the classroom.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import nh3

from .mathml import mathml
from .pictures import LeftOut, Pictures
from .tex import Formulas

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details",
    "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
}
ATTRIBUTES = {
    "*": {"title", "align", "class", "style", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "details": {"open"},
    "ol": {"start"},
    **{tag: {"colspan", "rowspan"} for tag in ("td", "th")},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
# Highlighted code only. Formgrader acts on clicks on some classes wherever they stand: a student's word of the class
# full-credit would give full credit to the grader who clicks on it.
CODE_CLASS = re.compile(r"(highlight|hl-[\w-]+|language-[\w+-]+|[a-z]{1,2}\d?|err|esc|cpf|ges)")
ALIGNED = re.compile(r"\s*text-align\s*:\s*(left|right|center)\s*;?\s*")
SIZE = re.compile(r"\d{1,4}(px|%)?")
# A browser drops these from an address before it looks at the scheme.
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\ufeff]")
OUTSIDE = ("http://", "https://", "mailto:")
# What nh3 writes: attribute values stand in double quotes, and no double quote within them.
TAG = re.compile(r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\ [a-zA-Z-]+(?:="[^"]*")?)*)\ ?/?>""", re.VERBOSE)
ATTRIBUTE = re.compile(r' ([a-zA-Z-]+)="([^"]*)"')


@dataclass
class Cleaner:
    """How one text becomes HTML. `live` says whether links to other places may be clicked; `lower` by how many levels its
    headings stand below the page's own; `anchors` gives the id of the n-th heading that Markdown made; `scrolls` says that wide
    things scroll inside themselves, so that the keyboard must reach them."""

    pictures: Pictures = field(default_factory=Pictures)
    attachments: dict = field(default_factory=dict)
    formulas: Formulas = field(default_factory=Formulas)
    live: bool = False
    lower: int = 0
    anchors: Callable[[int], str | None] | None = None
    scrolls: bool = False

    def clean(self, markup: str) -> str:
        """The HTML that may stand on a page."""
        safe = nh3.clean(
            markup, tags=TAGS, attributes=ATTRIBUTES, attribute_filter=self._attribute, link_rel=None,
            url_schemes={"http", "https", "mailto", "data", "attachment"},
        )
        return self._put_together(safe)

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        match name:
            case "class":
                return value if all(map(CODE_CLASS.fullmatch, value.split())) else None
            case "style":
                return f"text-align:{found[1]}" if (found := ALIGNED.fullmatch(value)) else None
            case "width" | "height" | "colspan" | "rowspan" | "start":
                return value if SIZE.fullmatch(value) else None
            case "id":
                return value if value.startswith(f"@@{self.formulas.mark}-heading-") else None
        return self.formulas.put_back(value)

    def _put_together(self, safe: str) -> str:
        out, done, code, ends = [], 0, 0, []  # ends: of links that are open
        for tag in TAG.finditer(safe):
            out.append(self._text(safe[done : tag.start()], bool(code)))
            done, name = tag.end(), tag["name"]
            if name in ("code", "pre", "kbd", "samp"):
                code += -1 if tag["end"] else 1
            if name == "a":
                if tag["end"]:
                    start, address = ends.pop()
                    out.append(_link_end(address, "".join(out[start:])))
                else:
                    begin, address = self._link(_attributes(tag))
                    out.append(begin)
                    ends.append((len(out), address))
            elif name == "img":
                out.append(self._picture(_attributes(tag)))
            elif name[0] == "h" and name[1:].isdigit():
                out.append(self._heading(tag))
            elif self.scrolls and name in ("pre", "table") and not tag["end"]:
                out.append(f'<{name}{tag["attributes"]} tabindex="0">')
            else:
                out.append(tag[0])
        return "".join([*out, self._text(safe[done:], bool(code))])

    def _text(self, text: str, code: bool) -> str:
        if not self.formulas.found:
            return text

        def formula(match):
            found = self.formulas.found[int(match[1])]
            made = html.escape(found.source) if code else mathml(found.tex, found.display)
            return made.replace('class="formula"', 'class="formula" tabindex="0"', 1) if self.scrolls and found.display else made

        return self.formulas.marks.sub(formula, text)

    def _link(self, attributes: dict[str, str]) -> tuple[str, str | None]:
        """What a link begins with, and the address to show after its words; None for a link that may be clicked."""
        address = INVISIBLE.sub("", attributes.get("href", ""))
        if self.live and address.lower().startswith(OUTSIDE):
            return f'<a href="{html.escape(address)}" rel="noopener noreferrer nofollow">', None
        # It could lead to another student's page on the classroom's own address, which would act as whoever follows it.
        return '<span class="link">', "" if address.startswith("#") else address

    def _picture(self, attributes: dict[str, str]) -> str:
        source, alt = attributes.get("src", ""), attributes.get("alt", "")
        try:
            address = self.pictures.address(source, self.attachments)
        except LeftOut as reason:
            called = "" if source.startswith("data:") else f" {source[:200]}"
            words = f"{alt}: " if alt else ""
            return f'<span class="left-out">[{html.escape(f"{words}the picture{called} is not shown: {reason}")}]</span>'
        size = "".join(f' {name}="{attributes[name]}"' for name in ("width", "height") if name in attributes)
        title = f' title="{html.escape(attributes["title"])}"' if "title" in attributes else ""
        return f'<img alt="{html.escape(alt or "Picture in the notebook")}" src="{address}"{size}{title}>'

    def _heading(self, tag: re.Match) -> str:
        level = min(int(tag["name"][1:]) + self.lower, 6)
        if tag["end"]:
            return f"</h{level}>"
        place = _attributes(tag).get("id", "").rpartition("-")[2]
        anchor = self.anchors(int(place)) if place and self.anchors else None
        name = f' id="{html.escape(anchor)}"' if anchor else ""
        return f"<h{level}{name}>"


def _link_end(address: str | None, words: str) -> str:
    if address is None:
        return "</a>"
    said = html.unescape(TAG.sub("", words)).strip()
    if not address or address.removeprefix("mailto:") == said or address.partition("//")[2].rstrip("/") == said.rstrip("/"):
        return "</span>"
    return f'</span> <span class="address">({html.escape(address)})</span>'


def _attributes(tag: re.Match) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in ATTRIBUTE.findall(tag["attributes"])}
