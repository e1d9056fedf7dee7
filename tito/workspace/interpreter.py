"""What a process that runs the learner's code starts with: same installation, same workspace, no windows opened by plots."""

import os
from pathlib import Path

from tito.workspace.places import Workspace


def import_path() -> list[str]:
    """Where this process found the project, for a child that starts in another directory."""
    return [str(Path(__file__).resolve().parents[2])]


def environment(workspace: Workspace) -> dict[str, str]:
    """The environment of a child that runs the learner's code."""
    return {**os.environ, "TINYTORCH_HOME": str(workspace.root), "MPLBACKEND": "Agg"}
