"""Code as a row of words that renaming, comments, layout and messages do not change.

Pygments finds the tokens, so broken syntax is no obstacle; nothing is parsed into a tree or run.
"""

import builtins
import math
from dataclasses import dataclass, field

import numpy as np
from pygments.lexers import PythonLexer
from pygments.token import Token

# Names a student cannot choose: what follows a dot and belongs to Python or NumPy.
KNOWN_ATTRIBUTES = frozenset().union(*map(dir, (np, np.ndarray, math, str, list, dict, tuple, set, int, float)))
KNOWN_NAMES = frozenset(dir(builtins)) | {"np", "math", "self", "cls"}
SKIPPED = (Token.Text, Token.Comment, Token.Literal.String.Doc, Token.Literal.String.Interpol, Token.Error)


@dataclass(frozen=True)
class CodeToken:
    """A normalized token and where it stands in the text: text[start:end]."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """The names that mean the same for everybody; all others are the student's choice and count as one word."""

    names: frozenset[str] = KNOWN_NAMES
    attributes: frozenset[str] = field(default=KNOWN_ATTRIBUTES)

    @classmethod
    def of(cls, template: str) -> "Vocabulary":
        """The vocabulary of an assignment: also what its given code defines, imports, or says after a dot."""
        names, attributes, before = set(), set(), ""
        for kind, text in PythonLexer().get_tokens(template):
            if kind in Token.Name.Function or kind in Token.Name.Class or kind in Token.Name.Namespace:
                names.add(text)
            if before == "." and kind in Token.Name:
                attributes.add(text)
            before = text if text.strip() else before
        return cls(KNOWN_NAMES | names, KNOWN_ATTRIBUTES | attributes)

    def tokens(self, code: str) -> list[CodeToken]:
        """The normalized tokens of `code`."""
        found: list[CodeToken] = []
        before = ""
        for start, kind, text in PythonLexer(stripnl=False, ensurenl=False).get_tokens_unprocessed(code):
            if any(kind in skipped for skipped in SKIPPED):
                continue
            if kind in Token.Literal.String:
                # One word for a whole string: messages are the first thing a copier rewrites.
                text, joined = '""', bool(found) and found[-1].text == '""'
                if joined:
                    found[-1] = CodeToken('""', found[-1].start, start + 1)
                    continue
            length = len(text)
            if kind in Token.Name:
                known = self.attributes if before == "." else self.names
                text = text if text in known else "name"
            before = text
            found.append(CodeToken(text, start, start + length))
        return found
