"""Code in colours, in bounded time: the lexers of nbconvert and IPython take seconds for a row of stars."""

import html

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer, inherit
from pygments.lexers import PythonLexer
from pygments.token import Operator

MAX_COLOURED = 10_000  # characters; Python's own lexer takes quadratic time for some, too


class CellLexer(PythonLexer):
    """Python with the signs of IPython in it: `%magic`, `!command`, `name?`."""

    tokens = {"root": [(r"^[ \t]*%%?(?=\w)", Operator), (r"!(?!=)|\?", Operator), inherit]}


def coloured(code: str, lexer: Lexer) -> str:
    """HTML of a piece of code, safe and without an element around it; a long one without colours."""
    if len(code) > MAX_COLOURED:
        return html.escape(code)
    return highlight(code, lexer, HtmlFormatter(nowrap=True))


def cell_code(code: str, **_) -> str:
    """A code cell, as nbconvert's templates expect it."""
    return f'<div class="highlight hl-ipython3"><pre><span></span>{coloured(code or " ", CellLexer())}</pre></div>'
