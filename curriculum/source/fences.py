"""Finds the Python code in the fenced blocks of a markdown cell.

A block may be a diagram or a table with code in its columns: what parses as Python and calls or imports is code.
"""
import ast
import re

_FENCE = re.compile(r"^ *(`{3,}|~{3,})[^`\n]*\n(.*?)^ *\1", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"\s{2,}|\|")
_PROMPT = re.compile(r"^(>>>|\.\.\.) ?", re.MULTILINE)


def code_blocks(markdown: str) -> list[tuple[int, str]]:
    """Pieces of Python, each with the line of the cell, from 1, where it begins."""
    blocks = []
    for fence in _FENCE.finditer(markdown):
        first, text = markdown.count("\n", 0, fence.start(2)) + 1, _PROMPT.sub("", fence[2])
        blocks += [(first, text)] if _is_code(text) else _columns(first, text)
    return blocks


def _columns(first: int, text: str) -> list[tuple[int, str]]:
    pieces = [(number, _statement(piece)) for number, line in enumerate(text.split("\n"), first)
              for piece in _COLUMN.split(line.strip())]
    return [(number, piece) for number, piece in pieces if _is_code(piece)]


def _statement(piece: str) -> str:
    return f"{piece} ..." if piece.endswith(":") else piece


def _is_code(text: str) -> bool:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return any(isinstance(node, ast.Call | ast.Import | ast.ImportFrom) for node in ast.walk(tree))
