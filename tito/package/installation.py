"""The learner's own package: installs an exported module in it, once a fresh interpreter has imported it.

A module that does not import never replaces one that does.
"""

from pathlib import Path

from notebooks.content.release import released_cells
from notebooks.content.restore import restore
from tito.assignments.notebook import read_notebook
from tito.assignments.release import read_release
from tito.console import say, warn
from tito.errors import WorkError
from tito.package.answer import Answer, find_answer
from tito.package.module_text import module_text
from tito.package.template import Template
from tito.package.trial import ensure_imports
from tito.workspace import Workspace, refuse_source_tree, write_atomically


def install_export(workspace: Workspace, module, *, unfinished: bool = False) -> Path:
    """Export the module's notebook to the learner's package and return the file.

    unfinished: answers may still be as they were given, which is only said. Raises WorkError if an exported cell does not parse,
    a name of the module would be missing or is not the learner's, or the result does not import.
    """
    refuse_source_tree(workspace.root)
    answer, names = _find_answer(workspace, module)
    _require_names(answer, unfinished)
    header = (
        f"Exported by tito from modules/{module.slug}/{module.slug}.ipynb.\n"
        "Change the notebook, not this file: the next export replaces it."
    )
    text = module_text(header, answer.sources)
    target = workspace.package_file(module)
    ensure_imports(workspace, module, text, names)
    write_atomically(target, text.encode("utf-8"))
    for label, taken in answer.taken.items():
        say(f"{label} has no `#| export`, and your module needs {', '.join(taken)} from it: that is exported as well.")
    return target


def _find_answer(workspace: Workspace, module) -> tuple[Answer, list[str]]:
    """The answer, and the names that the module must have."""
    submitted = read_notebook(workspace.notebook(module))
    known = released_cells(read_release(workspace, module) or submitted)
    template = Template(known, module.provides)
    return find_answer(template, known, restore(known, submitted["cells"]).cells), template.required


def _require_names(answer: Answer, unfinished: bool) -> None:
    if answer.broken:
        raise WorkError("\n".join(answer.broken), "Correct the cell, save the notebook (Ctrl+S) and try again.")
    if answer.untouched:
        sentence = f"{', '.join(answer.untouched)}: still as given, not written by you."
        if not unfinished:
            raise WorkError(sentence, "Write it, save the notebook (Ctrl+S) and try again.")
        warn(sentence)
