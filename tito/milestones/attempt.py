"""Runs a milestone in a fresh interpreter and keeps the result of every part in `.tito/milestones/`.

The experiments themselves are in curriculum/milestones; nothing of them, or of the learner, is imported here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tito.console import hint, show_json
from tito.course import milestone_title, missing_modules, require_milestone_built, title
from tito.errors import EnvironmentProblem, UsageProblem, WorkError
from tito.workspace import Workspace, write_atomically
from tito.workspace.interpreter import environment, import_path

_PROGRAM = (
    "import os, runpy, sys; sys.path += sys.argv.pop(1).split(os.pathsep); "
    "runpy.run_module('curriculum.milestones', run_name='__main__', alter_sys=True)"
)


def run_milestone(
    workspace: Workspace, course, milestone, names: list[str], seed: int | None, plain: bool, as_json: bool
) -> None:
    """Run the milestone, or only the parts in `names`, and record what was measured.

    Raises WorkError if a figure is not what it must be, or if modules that every part needs are not built;
    EnvironmentProblem if nothing could run because the data are missing.
    """
    require_milestone_built(course, milestone)
    try:
        parts = [milestone.part(name) for name in names] or list(milestone.parts)
    except LookupError as error:
        raise UsageProblem(str(error.args[0]), f"See them: tito milestone info {milestone.label}") from None
    require_modules(course, milestone, parts)
    result = _run(workspace, milestone, parts, seed, plain, quiet=as_json)
    for record in result["parts"]:
        if record["outcome"] != "skipped":
            _keep(workspace, result, record)
    if as_json:
        show_json(result)
    _judge(milestone, result, as_json)


def require_modules(course, milestone, parts: list) -> None:
    """Raise WorkError, with the next step, if not even one of `parts` has all the modules that it needs."""
    lacking = [missing_modules(course, part.needs) for part in parts]
    if all(lacking):
        first = min(lacking, key=lambda modules: modules[-1].number)
        waiting = ", ".join(module.label for module in first)
        raise WorkError(
            f"{milestone_title(milestone)} needs modules that are not built yet: {waiting}.",
            f"Next is {title(first[0])}: tito module start {first[0].label}, then "
            f"tito module complete {first[0].label}",
        )


def kept_file(workspace: Workspace, milestone, part) -> Path:
    """Where the result of the part's last run is kept."""
    return workspace.state / "milestones" / milestone.slug / f"{part.name}.json"


def _keep(workspace: Workspace, result: dict, record: dict) -> None:
    folder = workspace.state / "milestones" / result["milestone"]
    facts = {name: result[name] for name in ("schema", "milestone", "seed", "modules", "versions", "finished")}
    content = json.dumps({**facts, **record}, indent=2).encode() + b"\n"
    write_atomically(folder / f"{record['name']}.json", content)


def _run(workspace: Workspace, milestone, parts: list, seed: int | None, plain: bool, quiet: bool) -> dict:
    options = [option for part in parts for option in ("--part", part.name)]
    options += ["--seed", str(seed)] if seed is not None else []
    options += ["--plain"] * plain + ["--quiet"] * quiet
    with workspace.staging() as directory:
        file = Path(directory, "result.json")
        command = [sys.executable, "-P", "-c", _PROGRAM, os.pathsep.join(import_path())]
        # The learner watches: standard output stays the terminal. What their code prints must not spoil the JSON.
        output = subprocess.DEVNULL if quiet else None
        done = subprocess.run(
            [*command, milestone.slug, *options, "--result", str(file)],
            env=environment(workspace),
            stdin=subprocess.DEVNULL,
            stdout=output,
        )
        try:
            return json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise WorkError(
                f"{milestone_title(milestone)} did not come to its end: "
                f"Python stopped with status {done.returncode}.",
                "Out of memory, or a call that ends Python? Test your modules: tito module test NN",
            ) from None


def _judge(milestone, result: dict, quiet: bool) -> None:
    failed, skipped = (
        [record["name"] for record in result["parts"] if record["outcome"] == outcome]
        for outcome in ("failed", "skipped")
    )
    if failed:
        own = [module["number"] for module in result["modules"] if module["origin"] == "yours"]
        tests = "; ".join(f"tito module test {number}" for number in own)
        raise WorkError(
            f"{milestone_title(milestone)} is not reached: {', '.join(failed)}.",
            f"Look for the fault in your modules: {tests}"
            if own
            else "None of your own modules ran: tell your instructor.",
        )
    if result["outcome"] == "skipped":
        raise EnvironmentProblem(
            f"{milestone_title(milestone)}: nothing could run: {result['parts'][0]['reason']}",
            f"What it needs: tito milestone info {milestone.label}",
        )
    if quiet:
        return
    if skipped:
        options = " ".join(f"--part {name}" for name in skipped)
        hint(f"When that is there: tito milestone run {milestone.label} {options}")
    else:
        hint("See all that you have reached: tito milestone status")
