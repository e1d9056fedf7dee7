"""TeX as MathML, which browsers set by themselves: no script, nothing from elsewhere. What does not parse is shown as TeX."""

import html
from functools import cache

from math_core import LatexError, LatexToMathML

# The parser is recursive and has no limit of its own; a formula that people read is far below these.
MAX_CHARACTERS, MAX_DEPTH = 3000, 100


@cache
def _converter() -> LatexToMathML:
    # Labels become ids: with a prefix they cannot be taken for formgrader's own.
    return LatexToMathML(fancy_error=False, allow_unreliable_rendering=True, id_prefix="formula-")


def mathml(tex: str, display: bool) -> str:
    """MathML for a formula, or its TeX in <code> when it does not parse. Letters of the formula are escaped."""
    try:
        if len(tex) > MAX_CHARACTERS or _depth(tex) > MAX_DEPTH:
            raise ValueError
        made = _converter().convert_with_local_state(tex.strip(), displaystyle=display)
    except (LatexError, ValueError):
        return f'<code class="tex">{html.escape(tex)}</code>'
    return f'<span class="formula">{made}</span>' if display else made


def _depth(tex: str) -> int:
    deepest = depth = 0
    for letter in tex:
        depth += (letter == "{") - (letter == "}")
        deepest = max(deepest, depth)
    return deepest
