"""The learner's own package: installs an exported module in it, once a fresh interpreter has imported it.

A module that does not import never replaces one that does.
"""

import subprocess
import sys
from pathlib import Path

from tito.errors import WorkError
from tito.export import is_exported, module_text
from tito.interpreter import environment, import_path
from tito.notebook import find_syntax_errors, read_notebook
from tito.workspace import Workspace, copy_tree, refuse_source_tree, write_atomically

_IMPORT = """
import importlib, sys, traceback
name, short, file = sys.argv[1:4]
sys.path += [entry for entry in sys.argv[4:] if entry not in sys.path]
try:
    importlib.import_module("tinytorch." + name)
    import tinytorch
    if tinytorch.origin(short) != "yours":
        raise ImportError("the import finds the " + tinytorch.origin(short) + " module instead of yours")
except BaseException as error:
    lines = [frame.line for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    place = " (at: " + lines[-1] + ")" if lines else ""
    sys.exit(type(error).__name__ + ": " + str(error) + place)
"""


def install_export(workspace: Workspace, module) -> Path:
    """Export the module's notebook to the learner's package and return the file.

    Raises WorkError if an exported cell does not parse, nothing is exported, or the result does not import.
    """
    refuse_source_tree(workspace.root)
    text = _exported_text(workspace, module)
    target = workspace.package_file(module)
    _ensure_imports(workspace, module, text)
    write_atomically(target, text.encode("utf-8"))
    return target


def _exported_text(workspace: Workspace, module) -> str:
    notebook = read_notebook(workspace.notebook(module))
    cells = [cell for cell in notebook.code if is_exported(cell.source)]
    if not cells:
        raise WorkError(
            f"{notebook.path.name} has no cell that starts with `#| export`: there is nothing to export.",
            f"Those lines belong to the module. To get them back: tito module reset {module.label}",
        )
    if broken := find_syntax_errors(cells):
        raise WorkError("\n".join(broken), "Correct the cell, save the notebook (Ctrl+S) and try again.")
    header = (
        f"Exported by tito from modules/{module.slug}/{module.slug}.ipynb.\n"
        "Change the notebook, not this file: the next export replaces it."
    )
    return module_text(header, [cell.python for cell in cells])


def _ensure_imports(workspace: Workspace, module, text: str) -> None:
    with workspace.staging() as name:
        trial = Workspace(Path(name))
        own = workspace.root / "tinytorch"
        if own.is_dir():
            copy_tree(own, trial.root / "tinytorch")
        write_atomically(trial.package_file(module), text.encode("utf-8"))
        command = [
            sys.executable,
            "-P",
            "-c",
            _IMPORT,
            module.exports,
            module.name,
            str(trial.package_file(module)),
            *import_path(),
        ]
        done = subprocess.run(
            command,
            cwd=trial.root,
            env=environment(trial),
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    if done.returncode:
        reason = done.stderr.strip() or f"Python ended with status {done.returncode}"
        raise WorkError(
            f"The exported code does not import as tinytorch.{module.exports}: {reason}",
            "An exported cell may use only what exported cells define or import. Look at this line, then run "
            "the notebook from the top (Restart Kernel and Run All Cells).",
        )
