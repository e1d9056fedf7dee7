"""Makes the release notebook with nbgrader's own generate step, in a course directory that is thrown away."""
import logging
import re
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from curriculum.course import Module
from curriculum.errors import BuildError
from curriculum.source.notebook import notebook_text


def release_notebook(notebook: NotebookNode, module: Module) -> NotebookNode:
    """What students get: solutions and hidden tests cut, test cells locked. Raises BuildError."""
    # Importing nbgrader takes seconds; only a build should pay for it.
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "source", module.slug, f"{module.slug}.ipynb")
        source.parent.mkdir(parents=True)
        source.write_text(notebook_text(notebook), encoding="utf-8")
        config = Config()
        config.CourseDirectory.root = scratch
        # What `nbgrader generate_assignment --no-db` sets: a gradebook is the classroom's, not the build's.
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
        api = NbGraderAPI(CourseDirectory(config=config), config=config, log_level=logging.ERROR)
        result = api.generate_assignment(module.slug)
        if not result["success"]:
            raise BuildError([f"{module.slug}: nbgrader refused to release it: {_cause(result)}"])
        return nbformat.read(Path(scratch, "release", module.slug, source.name), as_version=4)


def _cause(result: dict) -> str:
    # The exception itself is inside a logged traceback; the lines after it only point back to it.
    lines = (result.get("log") or result.get("error") or "no reason given").strip().splitlines()
    raised = [line.strip() for line in lines if re.match(r"\s+[\w.]+(Error|Exception): ", line)]
    return (raised or lines)[-1]
