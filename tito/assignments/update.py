"""`tito update`: corrected releases of modules that the learner has already begun.

Modules that were not begun come fresh with `tito module start` anyway. Answers and the learner's own cells always stay, and the
notebook as it was is kept as a backup.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from notebooks.content import reading
from tito.assignments.merge import merge_release, same_release
from tito.assignments.notebook import read_json
from tito.assignments.release import find_source
from tito.console import hint, say, success, warn
from tito.course import title
from tito.errors import EnvironmentProblem, TitoError, WorkError
from tito.workspace import Workspace, write_atomically


@dataclass
class Outcome:
    """What became of one module: current, updated, available (only looked), or problem with what to do."""

    module: str
    state: str
    changes: list[str] = field(default_factory=list)
    backup: str = ""
    problem: str = ""
    fix: str = ""


def update_modules(workspace: Workspace, course, *, check: bool) -> list[Outcome]:
    """Update every module whose notebook the learner has; with `check` only tell. One fault stops no other module."""
    source, outcomes = find_source(), []
    for module in course.built_modules:
        if not workspace.notebook(module).exists():
            continue
        try:
            outcomes.append(_update(workspace, course, module, source, check))
        except TitoError as error:
            outcomes.append(Outcome(module.slug, "problem", problem=str(error), fix=error.fix))
    return outcomes


def _update(workspace: Workspace, course, module, source, check: bool) -> Outcome:
    kept, notebook = workspace.released_notebook(module), workspace.notebook(module)
    mine = read_json(notebook)
    with workspace.staging() as name:
        fresh = (source.bring(course, module, Path(name)) / notebook.name).read_bytes()
    if not kept.exists():
        raise WorkError(
            f"It is not known from which release {notebook.name} was begun, so nothing can be compared.",
            f"Start over with a backup, then copy your answers: tito module reset {module.label}",
        )
    old, new = read_json(kept), reading.read_json(fresh)
    if same_release(old, new):
        return Outcome(module.slug, "current")
    merge = merge_release(old, new, mine)
    if check:
        return Outcome(module.slug, "available", merge.changes)
    backup = workspace.backups(module) / f"{datetime.now():%Y%m%d-%H%M%S-%f}.ipynb"
    write_atomically(backup, notebook.read_bytes())
    # The release last: an update that was cut off before it is simply done again.
    write_atomically(notebook, json.dumps(merge.notebook, indent=1, ensure_ascii=False).encode() + b"\n")
    write_atomically(kept, fresh)
    return Outcome(module.slug, "updated", merge.changes, str(backup))


def show_outcomes(course, outcomes: list[Outcome]) -> None:
    """Print what became of each module, and the next step."""
    if not outcomes:
        say("You have not begun a module yet, so there is nothing to update.")
        hint("Begin: tito module start 01")
    for outcome in outcomes:
        _show(title(course.module(outcome.module)), outcome)
    if any(outcome.state == "available" for outcome in outcomes):
        hint("Take the corrections over: tito update")
    if updated := [course.module(outcome.module) for outcome in outcomes if outcome.state == "updated"]:
        hint("If a notebook is open in JupyterLab, reload it: File, Reload Notebook from Disk.")
        hint(f"Then see whether your work still passes: tito module test {updated[0].label}")


def _show(name: str, outcome: Outcome) -> None:
    if outcome.state == "current":
        say(f"{name} is up to date.")
    elif outcome.state == "problem":
        warn(f"{name} was not updated. {outcome.problem} {outcome.fix}")
    else:
        what = "has been corrected" if outcome.state == "available" else "is updated"
        success(f"{name} {what}. Your answers and your own cells stay.")
        for change in outcome.changes:
            say(f"  {change}")
        if outcome.backup:
            say(f"  Your notebook as it was: {outcome.backup}")


def ensure_no_problem(course, outcomes: list[Outcome]) -> None:
    """Raise EnvironmentProblem naming the modules that could not be updated."""
    if failed := [course.module(outcome.module).label for outcome in outcomes if outcome.state == "problem"]:
        raise EnvironmentProblem(f"Not updated: {', '.join(failed)}.", "Nothing of yours was changed there.")


def as_records(outcomes: list[Outcome]) -> list[dict]:
    """The outcomes as plain data, for --json."""
    return [asdict(outcome) for outcome in outcomes]
