"""Checks of the place where the learner works: versions, disk, notebooks, classroom, exported package.

Each check answers with what it saw and, if that is not good, what to do. It repairs nothing.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata, util

from tito.errors import EnvironmentProblem, way_out
from tito.workspace import Workspace, refuse_source_tree

OLDEST_PYTHON = (3, 11)
OLDEST_NUMPY = (2, 0)
NEEDED_BYTES = 50 * 1024**2
TRIAL_BYTES = 1024**2


@dataclass(frozen=True)
class Check:
    """One answer: `state` is "ok", "warning" (works, but) or "fault" (a command will fail)."""

    name: str
    state: str
    detail: str
    fix: str = ""


def check_environment(workspace: Workspace) -> list[Check]:
    """The quick checks, those that `tito setup` needs."""
    return [check_python(), check_numpy(), check_disk(workspace)]


def check_all(workspace: Workspace, course) -> list[Check]:
    """Every check; the one of the classroom takes seconds."""
    return [
        *check_environment(workspace),
        check_jupyterlab(),
        check_notebooks(course),
        check_package(workspace, course),
    ]


def parse_version(text: str) -> tuple[int, ...]:
    """The leading numbers of a version: "2.4.6rc1" is (2, 4, 6). Text order would put 1.9 after 1.20."""
    return tuple(int(part) for part in re.match(r"\d+(?:\.\d+)*", text)[0].split("."))


def check_python(version: tuple[int, ...] = tuple(sys.version_info[:3])) -> Check:
    shown = ".".join(map(str, version))
    if version >= OLDEST_PYTHON:
        return Check("Python", "ok", shown)
    return Check("Python", "fault", shown, f"Install Python {'.'.join(map(str, OLDEST_PYTHON))} or newer.")


def check_numpy(version: str | None = None) -> Check:
    try:
        version = version or metadata.version("numpy")
    except metadata.PackageNotFoundError:
        return Check("NumPy", "fault", "not installed", "Install it: python -m pip install numpy")
    if parse_version(version) >= OLDEST_NUMPY:
        return Check("NumPy", "ok", version)
    return Check("NumPy", "fault", version, 'Upgrade it: python -m pip install --upgrade "numpy>=2.0"')


def check_disk(workspace: Workspace) -> Check:
    """Write and delete a file: free space alone says nothing about permissions and quotas."""
    free = shutil.disk_usage(workspace.root).free
    detail = f"{workspace.root}, {free // 1024**2} MB free"
    try:
        with workspace.staging() as directory, open(f"{directory}/trial", "wb") as file:
            file.write(bytes(TRIAL_BYTES))
            file.flush()
    except OSError as error:
        return Check(
            "Workspace",
            "fault",
            f"{workspace.root} cannot be written: {error.strerror}",
            way_out(error),
        )
    if free < NEEDED_BYTES:
        return Check("Workspace", "warning", detail, "The disk is nearly full: delete what you do not need.")
    return Check("Workspace", "ok", detail)


def check_jupyterlab() -> Check:
    if util.find_spec("jupyterlab"):
        return Check("JupyterLab", "ok", metadata.version("jupyterlab"))
    return Check(
        "JupyterLab",
        "warning",
        "not installed",
        "Any notebook editor serves; this one: python -m pip install jupyterlab",
    )


def check_notebooks(course) -> Check:
    """Whether there is a source of notebooks and what it has."""
    from tito.assignments.release import find_source

    try:
        source = find_source()
        released = sorted(slug.split("_")[0] for slug in source.released(course))
    except EnvironmentProblem as error:
        return Check("Notebooks", "fault", str(error), error.fix)
    if not released:
        return Check(
            "Notebooks",
            "warning",
            f"{source.name}: none yet",
            getattr(source, "remedy", "They appear when your instructor releases them."),
        )
    return Check("Notebooks", "ok", f"{source.name}: {', '.join(released)}")


def check_package(workspace: Workspace, course) -> Check:
    """Import every module that the learner has exported, all in one fresh interpreter."""
    from tito.workspace.interpreter import environment, import_path

    try:
        refuse_source_tree(workspace.root)
    except EnvironmentProblem as error:
        return Check("Your package", "fault", str(error), error.fix)
    own = [module for module in course.modules if workspace.package_file(module).exists()]
    if not own:
        return Check("Your package", "ok", "no module exported yet")
    program = (
        "import importlib, sys\nsys.path += sys.argv[1].split('|')\nfor name in sys.argv[2:]:\n"
        "    try: importlib.import_module(name)\n"
        "    except BaseException as error: print(f'{name}: {type(error).__name__}: {error}')"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            program,
            "|".join(import_path()),
            *(f"tinytorch.{module.exports}" for module in own),
        ],
        env=environment(workspace),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if broken := done.stdout.strip():
        return Check(
            "Your package",
            "fault",
            broken,
            "Correct the notebook and export it again: tito module complete NN",
        )
    return Check("Your package", "ok", ", ".join(module.exports for module in own))
