"""Words in code: comments, strings that are shown, magics whose cell is text. Whether they could be a written answer."""

import ast
import io
import re
import tokenize
from functools import lru_cache

MAX_PARSED = 20_000
# Also where it is commented out or quoted.
DEFINED = re.compile(r"^[ \t#>]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
WORDY = 12  # words of comments and docstrings from which a code answer may also hold an answer in words
WORD = re.compile(r"[^\W\d_]{2,}")
DIRECTIVE = re.compile(r"#\s*(?:\||%%|!|noqa\b|type:|pragma\b|fmt:|YOUR CODE HERE)")
CODE_MAGIC = re.compile(r"%%(?:time|timeit|capture|prun)\b[^\n]*\n")
TIMED = re.compile(r"^([ \t]*)%(?:time|timeit)\b(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]*", re.MULTILINE)
# What asks the kernel or the system for something and cannot be prose.
TOOL = re.compile(
    r"^[ \t]*(?:%(?:matplotlib|load_ext|reload_ext|autoreload|pip|conda|config|run|who|whos|reset|env|cd|pwd|ls|pinfo|xmode)\b"
    r"|!\s*(?:pip|conda|ls|cat|head|pwd|cd|mkdir|python3?|tito|nvidia-smi|wget|curl|unzip)\b)[^\n]*$"
    r"|^[ \t]*(?:\?{1,2}[\w.]+|[\w.]+\?{1,2})[ \t]*$",
    re.MULTILINE,
)
SHOWING = {"print", "display", "Markdown", "HTML", "Latex", "Math", "Image", "SVG", "IFrame", "Audio", "Video", "imread"}
ABOUT = re.compile(r"\b(?:answer|question|reflect|essay)|^\s*Q\s?\d", re.IGNORECASE)
NAMED = re.compile(r"answer|question|reflect|essay|reason|because|^q_?\d", re.IGNORECASE)


def in_words(source: str) -> bool:
    """Whether a new code cell could be a written answer: anything in it that is more than bare code."""
    text = CODE_MAGIC.sub("", source[:MAX_PARSED], count=1)
    if text.lstrip().startswith("%%"):
        return True
    text = TOOL.sub("pass", TIMED.sub(r"\1", text))
    if comments(text):
        return True
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return bool(WORD.search(text))
    except (MemoryError, RecursionError):  # who knows
        return True
    if tree.body and all(isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant | ast.Name) for node in tree.body):
        return bool(WORD.search(text))
    return any(map(_says, ast.walk(tree)))


def _says(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return sum(bool(WORD.search(part)) for part in text.split()) > 1
        case ast.Name(id=name, ctx=ast.Store()):
            return bool(NAMED.search(name))
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=shown) if name in SHOWING:
            return any(isinstance(one, ast.Constant) and isinstance(one.value, str) and WORD.search(one.value) for one in shown)
    return False


def comments(source: str) -> list[str]:
    """The comments of Python, also of some that does not parse, without those that tell a tool something."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT and WORD.search(token.string) and not DIRECTIVE.match(token.string):
                found.append(token.string)
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        pass
    return found


@lru_cache(512)  # what was given is the same for all
def lines_in_words(source: str) -> tuple[str, ...]:
    """The lines of comments and of strings that do nothing, docstrings among them."""
    lines = [line.lstrip("# ") for line in comments(source)]
    try:
        tree = ast.parse(CODE_MAGIC.sub("", source, count=1))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return tuple(lines)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines += node.value.value.split("\n")
    return tuple(lines)


def holds_prose(source: str, given: str) -> bool:
    """Whether a code answer has words beside its code that were not given: as many as a sentence, or one about an answer."""
    known = {line.strip() for line in lines_in_words(given[:MAX_PARSED])}
    added = [line for line in lines_in_words(source[:MAX_PARSED]) if line.strip() not in known]
    return sum(len(WORD.findall(line)) for line in added) >= WORDY or any(ABOUT.search(line) for line in added)
