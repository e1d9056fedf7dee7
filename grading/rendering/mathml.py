"""TeX as MathML, which browsers set by themselves: no script, nothing from elsewhere. What does not parse is shown as TeX."""

import html
import re
from contextlib import suppress
from functools import cache

from math_core import LatexError, LatexToMathML

# JupyterLab numbers no equations.
NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|alignat|gather|multline|flalign)\}")
# The parser is recursive and has no limit of its own; a formula that people read is far below these.
MAX_CHARACTERS, MAX_DEPTH = 3000, 100


@cache
def _converter() -> LatexToMathML:
    # Labels become ids: with a prefix they cannot be taken for formgrader's own.
    return LatexToMathML(fancy_error=False, allow_unreliable_rendering=True, id_prefix="formula-")


def mathml(tex: str, display: bool) -> str:
    """MathML for a formula, or its TeX in <code> when it does not parse. Letters of the formula are escaped."""
    made = None
    if len(tex) <= MAX_CHARACTERS and _depth(tex) <= MAX_DEPTH:
        made = _converted(NUMBERED.sub(r"\\\1{\2*}", tex.strip()), display) or _converted(tex.strip(), display)
    if made is None:
        return f'<code class="tex">{html.escape(tex)}</code>'
    return f'<span class="formula">{made}</span>' if display else made


def _converted(tex: str, display: bool) -> str | None:
    with suppress(LatexError):
        return _converter().convert_with_local_state(tex, displaystyle=display)


def _depth(tex: str) -> int:
    deepest = depth = 0
    for letter in tex:
        depth += (letter == "{") - (letter == "}")
        deepest = max(deepest, depth)
    return deepest
