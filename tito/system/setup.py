"""`tito setup`: prepares the workspace, and says whether the learner can work there."""

import os
from pathlib import Path

from tito.console import hint, success
from tito.errors import UsageProblem
from tito.system.checks import check_environment
from tito.system.health import raise_on_fault, show_checks
from tito.workspace import Workspace, find_workspace, refuse_source_tree


def set_up(directory: Path | None) -> None:
    """Make the workspace in `directory` (default: the one in force) and check the place. Safe to repeat."""
    workspace = _chosen(directory)
    refuse_source_tree(workspace.root)
    workspace.modules.mkdir(parents=True, exist_ok=True)
    workspace.state.mkdir(exist_ok=True)
    workspace.clear_staging()
    checks = check_environment(workspace)
    show_checks(checks)
    raise_on_fault(checks)
    success(f"Your workspace is ready: {workspace.root}")
    if find_workspace().root != workspace.root:
        hint(f"Work inside it, so that tito finds it: cd {workspace.root}")
    hint("Next: tito module start 01. All modules: tito module list")


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
