"""Mathematics in Markdown: found before Markdown is read, as JupyterLab does, so that `_` and `*` in it mean nothing."""

import re
import secrets
from dataclasses import dataclass, field

# In this order: code first, because dollars in it are dollars.
PARTS = re.compile(
    r"""(?P<code>
          ^\ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n (?s:.*?) (?: ^\ {0,3}(?P=fence)[`~]*[ \t]*$ | \Z )
        | (?<![`\\]) (?P<ticks>`++) [^\n]*? (?<!`) (?P=ticks) (?!`) )
      | (?P<begin> \\begin\{(?P<opened>[a-z]*\*?)\} )
      | (?P<end> \\end\{(?P<closed>[a-z]*\*?)\} )
      | (?P<bracket> \\\\[()\[\]] )
      | (?P<escape> \\. )
      | (?P<dollars> \$\$? )
      | (?P<brace> [{}] )
      | (?P<blank> \n[ \t]*\n )""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
MAX_FORMULAS = 2000  # of one text; the rest is shown as it was typed
CLOSING = {"\\\\(": "\\\\)", "\\\\[": "\\\\]", "$": "$", "$$": "$$"}


@dataclass(frozen=True)
class Formula:
    """A formula: as it stood in the text, its TeX, and whether it has a line of its own."""

    source: str
    tex: str
    display: bool


@dataclass
class Formulas:
    """The formulas of one text; `text` has a mark in the place of each that nobody can guess."""

    text: str = ""
    found: list[Formula] = field(default_factory=list)
    mark: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def marks(self) -> re.Pattern:
        """What finds the marks; its group is the formula's number."""
        return re.compile(rf"@@{self.mark}-(\d+)@@")

    def put_back(self, text: str) -> str:
        """The text with every formula as it was written."""
        return self.marks.sub(lambda m: self.found[int(m[1])].source, text)


def find_formulas(source: str) -> Formulas:
    """Take `$…$`, `$$…$$`, `\\\\(…\\\\)`, `\\\\[…\\\\]` and `\\begin{…}…\\end{…}` out; a blank line ends none of them."""
    formulas, out, done = Formulas(), [], 0
    start = closing = None
    depth = 0
    for part in PARTS.finditer(source):
        text = part[0]
        kind = "code" if part["code"] else "begin" if part["begin"] else "end" if part["end"] else part.lastgroup
        if start is None:
            if len(formulas.found) == MAX_FORMULAS:
                break
            opens = kind in ("dollars", "begin") or (kind == "bracket" and text in CLOSING)
            if opens:
                start, depth = part, 0
                closing = f"\\end{{{part['opened']}}}" if kind == "begin" else CLOSING[text]
        elif kind == "blank":
            start = None
        elif kind == "brace":
            depth = depth + 1 if text == "{" else max(depth - 1, 0)
        elif text == closing and depth == 0:
            out += [source[done : start.start()], f"@@{formulas.mark}-{len(formulas.found)}@@"]
            formulas.found.append(_formula(source, start, part))
            done, start = part.end(), None
    formulas.text = "".join([*out, source[done:]])
    return formulas


def _formula(source: str, start: re.Match, end: re.Match) -> Formula:
    whole = source[start.start() : end.end()]
    if start["begin"]:
        return Formula(whole, whole, True)
    return Formula(whole, source[start.end() : end.start()], start[0] in ("$$", "\\\\["))


def find_in_output(source: str) -> Formulas:
    """The same for the text/latex that a cell shows, in which a backslash is a backslash."""
    return find_formulas(re.sub(r"(?<!\\)\\(?=[()\[\]])", r"\\\\", source))
