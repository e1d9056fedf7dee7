"""The author's command line: `python -m curriculum new | build | course-dir | reference | list`."""
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from curriculum.course import Course, CourseError, Milestone, Module, UnknownEntry, load_course

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console, errors = Console(), Console(stderr=True)
ROOT = Path(__file__).resolve().parents[1]
RootOption = Annotated[Path, typer.Option(help="The checkout to build in.", show_default=False)]


@app.command()
def build(
    module: Annotated[str | None, typer.Option(help="Only this one: a number or a name.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing, fail on stale files.")] = False,
    root: RootOption = ROOT,
) -> None:
    """Make the notebooks and the package from the module sources."""
    course = _course(root)
    chosen = [_built(course, module)] if module else course.built_modules
    size = f"{len(chosen)} of {len(course.modules)} modules"

    # jupytext and nbgrader take seconds to import: only once it is clear that there is something to build.
    from curriculum.products.build import build_course, check_course

    if check:
        if stale := check_course(course, root, chosen):
            errors.print(*(f"stale: {file}" for file in stale), "Run `make build` and commit the result.",
                         sep="\n", markup=False, soft_wrap=True)
            raise typer.Exit(1)
        console.print(f"{size} checked: the generated files are fresh.")
        return
    changed = 0
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        task = progress.add_task("building", total=len(chosen))
        for built, files in build_course(course, root, chosen):
            progress.update(task, advance=1, description=built.slug)
            changed += files
    points = sum(each.points for each in chosen)
    console.print(f"{size} built, {points} points, {changed} files changed.")


@app.command()
def new(
    module: Annotated[str, typer.Argument(help="A module of course.yml that has no source yet: a number or a name.")],
    root: RootOption = ROOT,
) -> None:
    """Write the first files of a module: a source that builds, its checks, and what to look at in the code."""
    from curriculum.source.skeleton import write_skeleton

    course = _course(root)
    files = write_skeleton(course.module(module), course, root)
    console.print(*(f"written: {file.relative_to(root)}" for file in files),
                  "Next: set `built: true` in curriculum/course.yml, then `make build`.", sep="\n", markup=False, soft_wrap=True)


@app.command("course-dir")
def course_dir(
    dest: Annotated[Path, typer.Argument(help="The nbgrader course directory.")],
    force: Annotated[bool, typer.Option("--force", help="Replace sources that were edited there.")] = False,
    configuration: Annotated[bool, typer.Option(help="Write an nbgrader_config.py if there is none.")] = True,
    root: RootOption = ROOT,
) -> None:
    """Lay out, or renew, an nbgrader course directory."""
    from curriculum.products.course_dir import ensure_course_dir

    course = _course(root)
    written = ensure_course_dir(course, root, dest, force, configuration)
    # Ansible reads this line to tell a change from none.
    outcome = f"{len(written)} files written" if written else "nothing to do"
    console.print(f"{dest}: {len(course.built_modules)} modules, {outcome}.", soft_wrap=True)


@app.command()
def reference(
    dest: Annotated[Path, typer.Argument(help="The directory that students read.")],
    root: RootOption = ROOT,
) -> None:
    """Open the reference of the modules that course.yml calls unlocked, and close the others."""
    from curriculum.products.reference import ensure_reference

    course = _course(root)
    changed = ensure_reference(course, root, dest)
    outcome = f"{len(changed)} files changed" if changed else "nothing to do"
    console.print(f"{dest}: {len(course.unlocked)} modules unlocked, {outcome}.", soft_wrap=True)


@app.command("list")
def list_modules(root: RootOption = ROOT) -> None:
    """Show the modules and milestones of the course."""
    course = _course(root)
    table = Table("no.", "module", "tier", "points", "hours", "state", title=course.title)
    for module in course.modules:
        title = f"{module.title} *" if module.critical else module.title
        hours = f"{module.hours[0]}-{module.hours[1]}"
        table.add_row(module.label, title, module.tier, str(module.points), hours, _state(module))
    console.print(table)
    console.print(f"* critical: {course.grading.review_rate:.0%} of the submissions are reviewed by people")
    for milestone in course.milestones:
        console.print(f"milestone {milestone.slug}: {_state(milestone)}", highlight=False)


def _course(root: Path) -> Course:
    file = root / "curriculum" / "course.yml"
    return load_course(None if root == ROOT else file)


def _state(entry: Module | Milestone) -> str:
    return "built" if entry.built else "not yet"


def _built(course: Course, key: str) -> Module:
    module = course.module(key)
    if not module.built:
        raise UnknownEntry(f"module {module.slug} is marked `built: false` in course.yml: it has no source")
    return module


def main() -> None:
    """Run the command; a mistake of the author ends with a message and status 1, not with a traceback."""
    from curriculum.errors import BuildError

    try:
        app()
    except (CourseError, BuildError, UnknownEntry) as error:
        errors.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
