"""Imports an exported module in a fresh interpreter, before it takes the place of one that works."""

import re
import subprocess
import sys
from pathlib import Path

from tito.console import some
from tito.errors import WorkError
from tito.workspace import Workspace, copy_tree, write_atomically
from tito.workspace.interpreter import environment, import_path

SECONDS = 60
LACKS = 4
_IMPORT = f"LACKS = {LACKS}\n" + """
import importlib, operator, sys, traceback
def has(module, path):
    try:
        operator.attrgetter(path)(module)
        return True
    except AttributeError:
        return False
name, short, file, names = sys.argv[1:5]
sys.path += [entry for entry in sys.argv[5:] if entry not in sys.path]
try:
    module = importlib.import_module("tinytorch." + name)
    import tinytorch
    if tinytorch.origin(short) != "yours":
        raise ImportError("the import finds the " + tinytorch.origin(short) + " module instead of yours")
except BaseException as error:
    lines = [frame.line for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    place = " (at: " + lines[-1] + ")" if lines else ""
    sys.exit(type(error).__name__ + ": " + str(error) + place)
if lacking := [each for each in names.split() if not has(module, each)]:
    print(*lacking, file=sys.stderr)
    sys.exit(LACKS)
"""


def ensure_imports(workspace: Workspace, module, text: str, names: list[str]) -> None:
    """Raise WorkError unless `text` imports as the module beside the learner's others, and has all `names`."""
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
            " ".join(names),
            *import_path(),
        ]
        try:
            done = subprocess.run(
                command,
                cwd=trial.root,
                env=environment(trial),
                text=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise WorkError(
                f"The exported code was still not imported after {SECONDS} s: one of its cells runs too long.",
                "Move what is no definition to a cell of your own, save the notebook (Ctrl+S) and try again.",
            ) from None
    if done.returncode == LACKS:
        names = done.stderr.split()
        raise WorkError(
            f"tinytorch.{module.exports} would lack {some(names)}: no cell of your notebook defines that.",
            "Write it in the cell where it was asked for, save the notebook (Ctrl+S) and try again. To see the cells as they "
            f"were given, start over with a backup: tito module reset {module.label}",
        )
    if done.returncode:
        reason = done.stderr.strip() or f"Python ended with status {done.returncode}"
        helper = re.search(r"No module named '(\w+)'", reason)
        if helper and (workspace.notebook(module).parent / f"{helper[1]}.py").is_file():
            raise WorkError(
                f"The exported code imports {helper[1]}.py, a file beside the notebook, not in tinytorch.{module.exports}.",
                f"Paste the code of {helper[1]}.py into a new cell above the import, with `#| export` as its first line, delete "
                "the import, save the notebook (Ctrl+S) and try again.",
            )
        raise WorkError(
            f"The exported code does not import as tinytorch.{module.exports}: {reason}",
            "Look at this line, then run the notebook from the top (Restart Kernel and Run All Cells).",
        )
