"""The commands of `tito milestone`. Each only opens what it needs and calls the room that does the work."""

from typing import Annotated

import typer

from tito.commands.group import beginnings, new_group, reply
from tito.commands.module import Json

Key = Annotated[
    str,
    typer.Argument(
        metavar="MILESTONE", help="Number or name: 01, 01_1957_perceptron.",
        autocompletion=beginnings(lambda course: course.milestones),
    ),
]
Parts = Annotated[list[str] | None, typer.Option("--part", help="Run only this part. May be repeated.")]
Seed = Annotated[
    int | None, typer.Option(help="Of data and weights [default: the year].", min=0, max=2**32 - 1)
]
Plain = Annotated[bool, typer.Option("--plain", help="Lines instead of the live picture.")]

app = new_group("Prove your package: reach results of history with it.")


def _open(key: str | None = None):
    """Return the course, the workspace and, if a key is given, its milestone."""
    from tito.course import find_milestone, open_course
    from tito.workspace import find_workspace

    course = open_course()
    return course, find_workspace(), find_milestone(course, key) if key else None


@app.command("list")
def list_milestones(json: Json = False):
    """List the milestones of the course."""
    from tito.milestones import history

    course, workspace, _ = _open()
    reply(json, lambda: history.describe_milestones(course, workspace), lambda: history.show_list(course))


@app.command()
def info(milestone: Key, json: Json = False):
    """Show what a milestone proves, what it needs and whether you have that."""
    from tito.milestones import history

    course, workspace, found = _open(milestone)
    record = history.describe_milestone(course, found, workspace)
    reply(json, lambda: record, lambda: history.show_milestone(course, found, record))


@app.command()
def run(milestone: Key, part: Parts = None, seed: Seed = None, plain: Plain = False, json: Json = False):
    """Run a milestone on your own package. Exit code 1 if a figure is not what it must be."""
    from tito.milestones.attempt import run_milestone
    from tito.workspace import require_workspace

    course, _, found = _open(milestone)
    run_milestone(require_workspace(), course, found, part or [], seed, plain, json)


@app.command()
def status(json: Json = False):
    """Show what you have reached, whose code ran, and the next step."""
    from tito.milestones import history

    course, workspace, _ = _open()
    records = history.describe_milestones(course, workspace)
    step = history.next_step(course, records, workspace)
    record = {"workspace": str(workspace.root), "next": step or None, "milestones": records}
    reply(json, lambda: record, lambda: history.show_status(records, step))
