"""The learner's copy of a module's notebook: brought once, never overwritten, started over after a backup."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tito.assignments.notebook import damage, missing_notebook
from tito.assignments.release import find_source
from tito.course import missing_modules, require_built, title
from tito.errors import EnvironmentProblem, WorkError
from tito.workspace import Workspace, write_atomically
from tito.workspace.progress import ensure_started


def start_module(workspace: Workspace, course, module, progress) -> bool:
    """Bring the module's notebook unless the learner has it; return whether it was brought now.

    Raises WorkError naming the modules to complete first, EnvironmentProblem if the notebook cannot be had.
    """
    brought = False
    if not workspace.notebook(module).exists():
        require_built(course, module)
        require_prerequisites(workspace, course, module)
        _bring(workspace, course, module)
        brought = True
    ensure_started(progress, module)
    return brought


def reset_module(workspace: Workspace, course, module) -> Path | None:
    """Replace the notebook by the released one; return the backup of the learner's, None if there was none.

    The exported package and the progress stay as they are.
    """
    notebook = workspace.notebook(module)
    with workspace.staging() as name:
        fresh = _fetch_or_keep(workspace, course, module, Path(name))
        backup = None
        if notebook.exists():
            backup = workspace.backups(module) / f"{datetime.now():%Y%m%d-%H%M%S-%f}.ipynb"
            write_atomically(backup, notebook.read_bytes())
        _place(workspace, module, fresh)
    return backup


@dataclass(frozen=True)
class Repair:
    """`damaged` is the file as it was, beside the notebook, as text that JupyterLab opens.

    `saved` is when JupyterLab kept the checkpoint that came back; None where the released notebook did.
    """

    damaged: Path
    saved: datetime | None


def repair_module(workspace: Workspace, course, module) -> Repair:
    """Bring a damaged notebook back, from JupyterLab's checkpoint if that can be read, else as it was released.

    Raises WorkError where nothing is damaged, EnvironmentProblem if the notebook cannot be had; both change nothing.
    """
    notebook = workspace.notebook(module)
    if not notebook.exists():
        raise missing_notebook(notebook)
    if not damage(notebook):
        raise WorkError(
            f"{notebook.name} can be read: there is nothing to repair.",
            f"To start over, with a backup: tito module reset {module.label}",
        )
    damaged = keep_damaged(notebook)
    checkpoint = notebook.parent / ".ipynb_checkpoints" / f"{notebook.stem}-checkpoint.ipynb"
    if checkpoint.exists() and not damage(checkpoint):
        write_atomically(notebook, checkpoint.read_bytes())
        return Repair(damaged, datetime.fromtimestamp(checkpoint.stat().st_mtime, UTC))
    try:
        reset_module(workspace, course, module)
    except BaseException:
        damaged.unlink(missing_ok=True)
        raise
    return Repair(damaged, None)


def keep_damaged(notebook: Path) -> Path:
    """Copy a damaged notebook beside itself, as text; return the copy."""
    damaged = notebook.with_name(f"{notebook.stem}-damaged-{datetime.now():%Y%m%d-%H%M%S}.txt")
    write_atomically(damaged, notebook.read_bytes())
    return damaged


def stand_ins(course, module) -> list:
    """Return the prerequisites for which the reference runs, because the learner has not completed them."""
    import tinytorch

    prerequisites = map(course.module, module.prerequisites)
    return [each for each in prerequisites if tinytorch.origin(each.name) == "reference"]


def require_prerequisites(workspace: Workspace, course, module) -> None:
    """Raise WorkError naming the prerequisites that are neither the learner's nor open as reference."""
    missing = missing_modules(course, module.prerequisites)
    if missing:
        names = ", ".join(f"{each.label} ({each.title})" for each in missing)
        verb = "complete" if workspace.notebook(missing[0]).exists() else "start"
        raise WorkError(
            f"{title(module)} builds on modules that you have not completed: {names}. "
            "No reference stands in for them.",
            f"Complete them first, in order. Next: tito module {verb} {missing[0].label}",
        )


def _bring(workspace: Workspace, course, module) -> None:
    with workspace.staging() as name:
        _place(workspace, module, find_source().bring(course, module, Path(name)))


def _fetch_or_keep(workspace: Workspace, course, module, destination: Path) -> Path:
    """The released files: fresh from the source if it still has them, else as they were kept at the start."""
    kept = workspace.released_notebook(module)
    try:
        return find_source().bring(course, module, destination)
    except EnvironmentProblem:
        if not kept.exists():
            raise
        directory = destination / "kept"
        directory.mkdir()
        shutil.copy(kept, directory / f"{module.slug}.ipynb")
        return directory


def _place(workspace: Workspace, module, released: Path) -> None:
    """Put the released files into the workspace. Of the learner's files only the notebook is replaced."""
    notebook = workspace.notebook(module)
    content = (released / notebook.name).read_bytes()
    write_atomically(workspace.released_notebook(module), content)
    for source in released.rglob("*"):
        target = notebook.parent / source.relative_to(released)
        if source.is_file() and source.name != notebook.name and not target.exists():
            write_atomically(target, source.read_bytes())
    # The notebook last: while it is missing, a start that was interrupted simply starts again.
    write_atomically(notebook, content)


def where_to_open(workspace: Workspace, module) -> str:
    """How to open the notebook: the address in the classroom, else the command."""
    relative = workspace.notebook(module).relative_to(workspace.root).as_posix()
    if prefix := os.environ.get("JUPYTERHUB_SERVICE_PREFIX"):
        public = os.environ.get("JUPYTERHUB_PUBLIC_URL", "")
        address = public if public.startswith("http") else prefix
        return f"In JupyterLab, open {relative}\n({address.rstrip('/')}/lab/tree/{relative})"
    if "JUPYTER_SERVER_ROOT" in os.environ:  # a terminal inside JupyterLab
        return f"In JupyterLab's file browser, open {relative}"
    return f"Open it: jupyter lab {workspace.notebook(module)}"
