"""The `tito` command: global options and the commands that stand on their own.

Imports that take time (rich, pydantic, nbgrader) happen inside the commands, so that help is immediate.
"""

import os
from pathlib import Path
from typing import Annotated

import typer

from tito.commands import milestone, module
from tito.commands.group import new_group
from tito.commands.module import Json, Key, open_module

app = new_group("TinyTorch: build your own machine learning framework, module by module.")
system = new_group("Look at this installation.")

# The shell asks for words by this variable (the Dockerfile installs what asks). Typer's options that write into a learner's
# .bashrc stay off, so what answers is switched on here.
if "_TITO_COMPLETE" in os.environ:
    from typer.completion import completion_init

    completion_init()

app.add_typer(module.app, name="module")
app.add_typer(milestone.app, name="milestone")
app.add_typer(system, name="system")


def _print_version(wanted: bool) -> None:
    if wanted:
        import tinytorch

        typer.echo(f"tito {tinytorch.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
):
    """TinyTorch: build your own machine learning framework, module by module."""


@app.command()
def setup(
    directory: Annotated[
        Path | None, typer.Argument(help="Where to work [default: the workspace in force].")
    ] = None,
):
    """Prepare your workspace. Safe to repeat."""
    from tito.system.setup import set_up

    set_up(directory)


@app.command()
def export(
    modules: Annotated[
        list[str], typer.Argument(metavar="MODULE...", help="Modules to export, as they are.")
    ],
    json: Json = False,
):
    """Export notebooks to your own package, untested."""
    from tito.console import answering, success
    from tito.package.installation import install_export
    from tito.workspace.progress import ensure_started

    with answering(json) as answer:
        for key in modules:
            workspace, _, found, progress = open_module(key)
            ensure_started(progress, found)
            file = install_export(workspace, found, unfinished=True)
            answer[found.slug] = str(file)
            success(f"tinytorch.{found.exports} is now your code: {file}")


@app.command()
def submit(key: Key, json: Json = False):
    """Hand in a module for grading. You may repeat it; the newest counts."""
    from tito.console import answering
    from tito.submissions.submission import submit_module

    workspace, course, found, progress = open_module(key)
    with answering(json) as answer:
        stamp = submit_module(workspace, course, found, progress, course.grading.timeout_seconds)
        answer |= {"module": found.slug, "submitted": stamp}


@app.command()
def feedback(key: Key, json: Json = False):
    """Fetch the feedback on a module that you handed in."""
    from tito.console import answering
    from tito.submissions.submission import NoFeedbackYet, show_feedback

    workspace, course, found, progress = open_module(key)
    with answering(json) as answer:
        try:
            answer |= show_feedback(workspace, course, found, progress)
        except NoFeedbackYet:
            answer |= {"module": found.slug, "page": None}
            raise


@app.command()
def update(
    check: Annotated[bool, typer.Option("--check", "--dry-run", help="Only tell what would change.")] = False, json: Json = False
):
    """Take over corrections of modules that you have begun. What you wrote stays."""
    from tito import console
    from tito.assignments.update import as_records, ensure_no_problem, show_outcomes, update_modules
    from tito.course import open_course
    from tito.workspace import require_workspace

    course = open_course()
    outcomes = update_modules(require_workspace(), course, check=check)
    if json:
        console.show_json(as_records(outcomes))
    else:
        show_outcomes(course, outcomes)
    ensure_no_problem(course, outcomes)


@system.command()
def info(json: Json = False):
    """Show versions and places."""
    from tito.system.info import show_info

    show_info(json)


@system.command()
def health(json: Json = False):
    """Check everything that your work needs. Exit code 3 on a fault."""
    from tito.system.health import show_health

    show_health(json)
