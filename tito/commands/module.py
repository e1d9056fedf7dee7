"""The commands of `tito module`. Each only opens what it needs and calls the room that does the work."""

from typing import Annotated

import typer

from tito.commands.group import beginnings, new_group, reply

Key = Annotated[
    str,
    typer.Argument(
        metavar="MODULE", help="Number, name or both: 01, tensor, 01_tensor.",
        autocompletion=beginnings(lambda course: course.modules),
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
Timeout = Annotated[
    float | None, typer.Option(help="Seconds for all cells together [default: the grader's limit].", min=1)
]

app = new_group("Work on a module: start, test, complete.")


def open_module(key: str):
    """Return the workspace, course, module and progress that a command on one module needs."""
    from tito.course import find_module, open_course
    from tito.workspace import require_workspace
    from tito.workspace.progress import open_progress

    course = open_course()
    module = find_module(course, key)
    workspace = require_workspace()
    return workspace, course, module, open_progress(workspace, course)


def _open_course():
    from tito.course import open_course
    from tito.workspace import find_workspace
    from tito.workspace.progress import open_progress

    course, workspace = open_course(), find_workspace()
    return workspace, course, open_progress(workspace, course)


@app.command("list")
def list_modules(json: Json = False):
    """List the modules of the course."""
    from tito.exchange.quick_requests import released_modules
    from tito.records import overview

    _, course, progress = _open_course()
    reply(
        json, lambda: overview.describe_modules(course, progress, released_modules()), lambda: overview.show_list(course)
    )


@app.command()
def status(json: Json = False):
    """Show how far you are, whose code runs, and the next step."""
    from tito.exchange.quick_requests import released_modules
    from tito.records import overview
    from tito.records.record import note_waiting_feedback

    workspace, course, progress = _open_course()
    records = overview.describe_modules(course, progress, released_modules())
    note_waiting_feedback(records)
    reply(
        json,
        lambda: {
            "workspace": str(workspace.root),
            "next": overview.next_step(course, progress, records).command or None,
            "modules": records,
        },
        lambda: overview.show_status(course, progress, workspace, records),
    )


@app.command()
def view(module: Key, json: Json = False):
    """Show what a module teaches and where your notebook is."""
    from tito.console import answering
    from tito.exchange.quick_requests import released_modules
    from tito.records.overview import describe_module, show_module
    from tito.records.record import note_waiting_feedback

    workspace, course, found, progress = open_module(module)
    with answering(json) as answer:
        record = describe_module(course, found, progress, released_modules())
        note_waiting_feedback([record])
        answer |= record | {"notebook": str(workspace.notebook(found))}
        show_module(course, found, workspace, record)


@app.command()
def start(module: Key, json: Json = False):
    """Bring a module's notebook. Work that you already have is never overwritten."""
    from tito.assignments import learners_copy
    from tito.console import answering, hint, say, success
    from tito.course import title

    workspace, course, found, progress = open_module(module)
    with answering(json) as answer:
        brought = learners_copy.start_module(workspace, course, found, progress)
        answer |= {"module": found.slug, "brought": brought, "notebook": str(workspace.notebook(found))}
        if brought:
            success(f"{title(found)} is in {workspace.notebook(found)}")
            for each in learners_copy.stand_ins(course, found):
                say(f"{title(each)} is not yours yet; the reference stands in for it.")
        else:
            say(f"You have {title(found)} already: {workspace.notebook(found)}. Nothing was changed.")
            say(f"To start over, with a backup: tito module reset {found.label}")
        hint(learners_copy.where_to_open(workspace, found))
        hint(f"When you have written some code: tito module test {found.label}")


@app.command()
def test(module: Key, timeout: Timeout = None, json: Json = False):
    """Run the visible tests of your notebook. Exit code 1 if one fails."""
    from tito.assignments.release import cache_release
    from tito.assignments.testing import as_record
    from tito.console import answering, hint
    from tito.package.completion import check_module, ensure_passing

    workspace, course, found, progress = open_module(module)
    with answering(json) as answer:
        cache_release(workspace, course, found)
        tests = check_module(workspace, found, progress, timeout or course.grading.timeout_seconds)
        answer |= {"module": found.slug} | as_record(tests)
        ensure_passing(tests, found)
        hint(f"All visible tests pass. Make it yours: tito module complete {found.label}")


@app.command()
def complete(
    module: Key,
    skip_tests: Annotated[bool, typer.Option("--skip-tests", help="Export although tests may fail.")] = False,
    timeout: Timeout = None,
    json: Json = False,
):
    """Test your notebook, then export it to your own tinytorch package."""
    from tito.assignments.release import cache_release
    from tito.console import answering
    from tito.package.completion import complete_module
    from tito.records.overview import describe_module

    workspace, course, found, progress = open_module(module)
    with answering(json) as answer:
        cache_release(workspace, course, found)
        try:
            complete_module(workspace, course, found, progress, timeout or course.grading.timeout_seconds, skip_tests)
        finally:
            answer |= describe_module(course, found, progress)


@app.command()
def reset(module: Key, json: Json = False):
    """Start a notebook over. Yours is kept as a backup."""
    from tito.assignments import learners_copy
    from tito.console import answering, hint, say, success
    from tito.course import title

    workspace, course, found, _ = open_module(module)
    with answering(json) as answer:
        backup = learners_copy.reset_module(workspace, course, found)
        notebook = workspace.notebook(found)
        answer |= {"module": found.slug, "notebook": str(notebook), "backup": backup and str(backup)}
        success(f"{title(found)} is as it was released: {notebook}")
        if backup:
            say(f"Your version is kept: {backup}")
        if workspace.package_file(found).exists():
            say(f"tinytorch.{found.exports} still runs your last export, until you complete the module again.")
        hint("If the notebook is open in JupyterLab, reload it: File, Reload Notebook from Disk.")


@app.command()
def repair(module: Key, json: Json = False):
    """Bring a damaged notebook back. The damaged file is kept beside it."""
    from tito.assignments import learners_copy
    from tito.console import answering, hint, say, success
    from tito.course import title
    from tito.times import shown

    workspace, course, found, _ = open_module(module)
    with answering(json) as answer:
        done = learners_copy.repair_module(workspace, course, found)
        answer |= {"module": found.slug, "notebook": str(workspace.notebook(found)), "damaged": str(done.damaged)}
        how = f"as JupyterLab kept it on {shown(done.saved)}" if done.saved else "as it was released"
        success(f"The notebook of {title(found)} is back, {how}.")
        say(f"The damaged file is {done.damaged.name} beside it: open it in the file browser, and copy your answers from it.")
        hint(f"When they are in the notebook: tito module test {found.label}")
