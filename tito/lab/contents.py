"""The learner's files in JupyterLab: what is said when one cannot be opened or saved."""

from pathlib import Path

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError

from tito.assignments.learners_copy import keep_damaged
from tito.assignments.notebook import damage
from tito.course import open_course
from tito.errors import NO_ROOM, TitoError, way_out
from tito.workspace import find_workspace


class Contents(AsyncLargeFileManager):
    """Jupyter's own, which shows the bare words of the operating system where a disk is full or cannot be written."""

    async def get(self, path, *arguments, **more):
        try:
            return await super().get(path, *arguments, **more)
        except HTTPError as error:
            if not (found := _damaged_module(path)):
                raise
            raise HTTPError(error.status_code, found[1]) from error

    async def save(self, model, path=""):
        try:
            # JupyterLab offers to save what it could not open: empty, over the learner's work.
            if model.get("type") == "notebook" and (found := _damaged_module(path)):
                keep_damaged(found[0])
            return await super().save(model, path)
        except HTTPError as error:
            cause = error.__cause__
            if not isinstance(cause, OSError):
                raise
            cause = _reason(cause)
            raise HTTPError(error.status_code, f"{path.strip('/')} is not saved: {cause.strerror}. {way_out(cause)}") from cause


def _damaged_module(path: str) -> tuple[Path, str] | None:
    """The file of a module's notebook that is damaged, and what to say of it; None for any other file."""
    try:
        workspace, modules = find_workspace(), open_course().modules
    except TitoError:
        return None
    module = next((each for each in modules if workspace.notebook(each) == workspace.root / path.strip("/")), None)
    reason = damage(workspace.notebook(module)) if module else ""
    return (workspace.notebook(module), (
        f"{path.strip('/')} cannot be opened: {reason}. On the course page (its link stands above), press Repair beside Module "
        f"{module.label}: it brings the notebook back, and the damaged file stays beside it."
    )) if reason else None


def _reason(error: OSError) -> OSError:
    """A full disk, if it stands behind `error`: Jupyter's clearing up after it fails, too, and hides it."""
    behind = error
    while behind is not None:
        if isinstance(behind, OSError) and behind.errno in NO_ROOM:
            return behind
        behind = behind.__context__
    return error
