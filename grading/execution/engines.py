"""Which executor runs the submissions: sandboxes of this machine, or those of a Dask cluster when one is set."""

import contextlib

from ..errors import GradingError
from ..settings import Settings, sandbox_env, sandbox_files, sandbox_preload
from .executor import Executor
from .sandbox.ready import ReadySandboxes


def executor_for(settings: Settings, owner: str, ready: ReadySandboxes | None = None) -> Executor:
    """The executor the settings ask for; `owner` is the lock that is held, `ready` what was started beforehand.

    Raises GradingError when it cannot work.
    """
    options = {
        "memory_mb": settings.memory_mb,
        "label": settings.label,
        "runtime": settings.runtime,
        "files": sandbox_files(settings),
        "env": sandbox_env(settings),
        "preload": sandbox_preload(settings),
    }
    if settings.cluster:
        from .cluster.dask_executor import DaskExecutor

        return DaskExecutor(settings.cluster, settings.sandbox_image, **options)
    from .sandbox.pool import DockerSandbox

    return DockerSandbox(settings.sandbox_image, workers=settings.workers, owner=owner, ready=ready, **options)


def keep_ready(settings: Settings, ready: ReadySandboxes) -> None:
    """Begin to start the sandboxes of the next batch, if this machine runs it; what is wrong, that batch will say."""
    from .sandbox.pool import processors

    if settings.cluster:
        return
    with contextlib.suppress(GradingError):
        count = (settings.workers or processors()) if settings.ready_seconds else 0
        ready.keep(settings.sandbox_image, settings.memory_mb, settings.label, count, settings.ready_seconds, settings.runtime)
