"""`tito system info`: versions and places, the first thing to send along with a question."""

import os
import platform
import sys
from importlib import metadata
from pathlib import Path

from tito.console import say, show_json
from tito.course import open_course
from tito.exchange.classroom import in_classroom
from tito.workspace import find_workspace

PACKAGES = ("numpy", "jupyterlab", "nbgrader", "ngshare-exchange", "typer", "rich", "pydantic")


def show_info(as_json: bool) -> None:
    """Print the facts, one a line, or as JSON."""
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
