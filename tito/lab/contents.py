"""The learner's files in JupyterLab: what is said when one cannot be saved."""

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError

from tito.errors import NO_ROOM, way_out


class Contents(AsyncLargeFileManager):
    """Jupyter's own, which shows the bare words of the operating system where a disk is full or cannot be written."""

    async def save(self, model, path=""):
        try:
            return await super().save(model, path)
        except HTTPError as error:
            cause = error.__cause__
            if not isinstance(cause, OSError):
                raise
            cause = _reason(cause)
            raise HTTPError(error.status_code, f"{path.strip('/')} is not saved: {cause.strerror}. {way_out(cause)}") from cause


def _reason(error: OSError) -> OSError:
    """A full disk, if it stands behind `error`: Jupyter's clearing up after it fails, too, and hides it."""
    behind = error
    while behind is not None:
        if isinstance(behind, OSError) and behind.errno in NO_ROOM:
            return behind
        behind = behind.__context__
    return error
