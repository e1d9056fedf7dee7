"""Markdown by JupyterLab's rules: CommonMark with the extensions of GitHub, and mathematics. The result is not yet clean."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from pygments.lexers import get_lexer_by_name

from .clean import Cleaner
from .code import coloured
from .tex import find_formulas

# Lexers are patterns that somebody else wrote: those that a course like this needs, not 500.
LANGUAGES = {"python": "python", "py": "python", "python3": "python", "ipython": "python", "ipython3": "python",
             "bash": "bash", "sh": "bash", "console": "console", "json": "json", "pycon": "pycon"}
BOXES = {False: "\N{BALLOT BOX} ", True: "\N{BALLOT BOX WITH CHECK} "}


class _Renderer(RendererHTML):
    """Ticked boxes are letters: a page has no form."""

    def list_item_open(self, tokens, index, options, env):
        return self.renderToken(tokens, index, options, env) + BOXES.get(tokens[index].meta.get("checked"), "")


@cache
def parser() -> MarkdownIt:
    """The parser; thread safe, made once."""
    options = {
        "html": True, "tasklists": True, "tasklists_editable": False, "strikethrough_single_tilde": True, "highlight": _highlight,
        # Below its limit the parser drops text silently. Python's own limit raises, and then all is shown as it was typed.
        "maxNesting": 100_000,
    }
    made = MarkdownIt("commonmark", options, renderer_cls=_Renderer).enable(["table", "strikethrough"])
    made.use(gfm_autolink_plugin)
    made.inline.ruler.before("text", "short_pending", _short_pending)
    # Whether an address may stand there is decided once, by `clean`, for Markdown and HTML alike.
    made.validateLink = lambda address: True
    return made


def _short_pending(state: StateInline, silent: bool) -> bool:
    """Matches nothing. Lets go of all read text but its end: rules for addresses look back through it each time."""
    if len(state.pending) > 1000 and not silent:
        state.pending, end = state.pending[:-200], state.pending[-200:]
        state.pushPending()
        state.pending = end
    return False


def _highlight(code: str, language: str, attributes) -> str:
    lexer = LANGUAGES.get(language.lower())
    if lexer is None:
        return f"<pre><code>{escapeHtml(code)}</code></pre>"
    return f'<pre class="highlight"><code>{coloured(code, get_lexer_by_name(lexer, stripnl=False))}</code></pre>'


def titles(source: str) -> list[str]:
    """The words of each heading that Markdown makes of a text, in order; of one that is nested too deep, none."""
    try:
        tokens = parser().parse(source)
    except RecursionError:
        return []
    return [
        "".join(piece.content for piece in words.children or [] if piece.type in ("text", "code_inline"))
        for head, words in zip(tokens, tokens[1:], strict=False)
        if head.type == "heading_open"
    ]


def rendered(source: str, cleaner: Cleaner) -> str:
    """Safe HTML of Markdown that anybody wrote; what is nested too deep is shown as it was typed."""
    cleaner.formulas = find_formulas(source)
    try:
        tokens = parser().parse(cleaner.formulas.text)
    except RecursionError:
        return as_typed(source)
    for place, head in enumerate(_headings(tokens)):
        head.attrSet("id", f"@@{cleaner.formulas.mark}-heading-{place}")
    return cleaner.clean(parser().renderer.render(tokens, parser().options, {}))


def as_typed(source: str) -> str:
    """What cannot be set: as it was typed, and said."""
    said = "[Shown as it was typed: it is nested too deep, or takes too long to set.]"
    return f'<p class="left-out">{said}</p><pre tabindex="0">{escapeHtml(source)}</pre>'


def _headings(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "heading_open"]
