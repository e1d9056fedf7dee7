"""`tito setup`, `tito system info` and `tito system health`: preparing the workspace and looking at it."""

import os
import platform
import sys
from importlib import metadata
from pathlib import Path

from tito.console import fail, hint, say, show_json, success, warn
from tito.course import open_course
from tito.errors import PlaceProblem, UsageProblem
from tito.exchange import in_classroom
from tito.health import Check, check_all, check_place
from tito.workspace import Workspace, find_workspace, refuse_source_tree

PACKAGES = ("numpy", "jupyterlab", "nbgrader", "ngshare-exchange", "typer", "rich", "pydantic")


def set_up(directory: Path | None) -> None:
    """Make the workspace in `directory` (default: the one in force) and check the place. Safe to repeat."""
    workspace = _chosen(directory)
    refuse_source_tree(workspace.root)
    workspace.modules.mkdir(parents=True, exist_ok=True)
    workspace.state.mkdir(exist_ok=True)
    workspace.clear_staging()
    checks = check_place(workspace)
    _show(checks)
    _raise_on_fault(checks)
    success(f"Your workspace is ready: {workspace.root}")
    if find_workspace().root != workspace.root:
        hint(f"Work inside it, so that tito finds it: cd {workspace.root}")
    hint("Next: tito module start 01. All modules: tito module list")


def show_info(as_json: bool) -> None:
    """Print versions and places, the first thing to send along with a question."""
    import tinytorch

    course, workspace = open_course(), find_workspace()
    facts = {
        "tinytorch": tinytorch.__version__,
        "course": f"{course.id} {course.version}",
        "python": platform.python_version(),
        "executable": sys.executable,
        "platform": platform.platform(),
        "workspace": str(workspace.root),
        "workspace_ready": workspace.state.is_dir(),
        "place": _place_name(),
        "package": str(Path(tinytorch.__file__).parent),
        "reference": os.environ.get("TINYTORCH_REFERENCE", "/srv/tinytorch-reference"),
        **{name.replace("-", "_"): _version(name) for name in PACKAGES},
    }
    if as_json:
        show_json(facts)
        return
    for name, value in facts.items():
        say(f"{name.replace('_', ' '):<17} {'not installed' if value is None else value}")


def show_health(as_json: bool) -> None:
    """Print every check; raise PlaceProblem if one found a fault."""
    checks = check_all(find_workspace(), open_course())
    if as_json:
        show_json([vars(check) for check in checks])
    else:
        _show(checks)
    _raise_on_fault(checks)
    if not as_json:
        success("Ready to work.")


def _chosen(directory: Path | None) -> Workspace:
    home = os.environ.get("TINYTORCH_HOME")
    if directory is None:
        return find_workspace()
    chosen = Workspace(directory.expanduser().resolve())
    if home and Path(home).expanduser().resolve() != chosen.root:
        raise UsageProblem(
            f"TINYTORCH_HOME is set to {home}, so a workspace in {chosen.root} would not be found.",
            "Run `tito setup` without a directory, or change TINYTORCH_HOME first.",
        )
    return chosen


def _show(checks: list[Check]) -> None:
    for check in checks:
        if check.state == "ok":
            say(f"  ok  {check.name}: {check.detail}")
        elif check.state == "warning":
            warn(f"{check.name}: {check.detail}. {check.fix}")
        else:
            fail(f"{check.name}: {check.detail}", check.fix)


def _raise_on_fault(checks: list[Check]) -> None:
    faults = [check.name for check in checks if check.state == "fault"]
    if faults:
        raise PlaceProblem(
            f"This place is not ready: {', '.join(faults)}.", "Repair that, then: tito system health"
        )


def _place_name() -> str:
    if os.environ.get("TINYTORCH_RELEASE_DIR"):
        return f"release directory {os.environ['TINYTORCH_RELEASE_DIR']}"
    return (
        f"classroom, as {os.environ.get('JUPYTERHUB_USER', 'unknown')}" if in_classroom() else "own machine"
    )


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
