"""What a test or a question is called in words that stand in the notebook: nobody sees a cell's id there. Runs nothing.

`tito`, *Validate* and feedback call them by these.
"""

import ast
import re
from collections.abc import Iterable, Mapping

# "(2 points)", "(6 points, 3 of them for cost)": they are told beside the title.
_POINTS = re.compile(r"\s*\(\d[^()]*\bpoints?\b[^()]*\)")
_BOLD = re.compile(r"\s*\*\*(.+?)\*\*", re.DOTALL)


def titles(cells: list[dict], names: Iterable[str], sections: Mapping[str, str]) -> dict[str, str]:
    """What the notebook calls each of `names`: a test's own sentence, the question above an answer, the section; no two alike.

    cells: of a notebook from `read_notebook`. sections: the titles of the sections that cells stand in, where they are known.
    """
    words = _ids_as_words(names)
    found = {name: words[name] for name in names}
    for before, cell in zip([None, *cells], cells, strict=False):
        known = cell["metadata"].get("nbgrader", {})
        if (name := known.get("grade_id")) not in found:
            continue
        tested = cell["cell_type"] == "code" and known.get("locked")
        said = _test_title(cell["source"]) if tested else before and _question_title(before["source"])
        hidden = ": hidden checks" if tested and is_blank(cell["source"]) else ""
        found[name] = said or (sections[name] + hidden if sections.get(name) else words[name])
    alike = {title for title in found.values() if list(found.values()).count(title) > 1}
    return {name: f"{title} ({words[name]})" if title in alike else title for name, title in found.items()}


def _ids_as_words(names: Iterable[str]) -> dict[str, str]:
    """test-as-float32 is "as float32", but "test as float32" beside a reflect-as-float32. No two are alike."""
    whole = {name: " ".join(name.replace("_", "-").split("-")) for name in names}
    short = {name: re.sub("^(test|reflect) ", "", words) for name, words in whole.items()}
    titles = {}
    for name in whole:
        choices = ((short, short[name]), (whole, whole[name]))
        titles[name] = next((words for all_of, words in choices if list(all_of.values()).count(words) == 1), name)
    return titles


def is_blank(source: str) -> bool:
    """Whether there is nothing to run, as in a test whose hidden lines were cut from the release."""
    try:
        return not ast.parse(source).body
    except (SyntaxError, ValueError):
        return False


def _test_title(source: str) -> str:
    """The first sentence of the first docstring in a test cell; empty without one."""
    try:
        functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    except (SyntaxError, ValueError):
        return ""
    docstring = next(filter(None, map(ast.get_docstring, functions)), "")
    return _plain(docstring.split("\n\n")[0])


def _question_title(source: str) -> str:
    """What stands in bold at the beginning of a question; empty if nothing does."""
    found = _BOLD.match(source)
    return _plain(found[1]) if found else ""


def _plain(words: str) -> str:
    return _POINTS.sub("", " ".join(words.split())).rstrip(".: ")
