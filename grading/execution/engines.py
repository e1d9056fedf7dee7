"""Which executor runs the submissions: sandboxes of this machine, or those of a Dask cluster when one is set."""

from ..settings import Settings, sandbox_env, sandbox_files, sandbox_preload
from .executor import Executor


def executor_for(settings: Settings, owner: str) -> Executor:
    """The executor the settings ask for; `owner` is the lock that is held. Raises GradingError when it cannot work."""
    options = {
        "memory_mb": settings.memory_mb,
        "label": settings.label,
        "files": sandbox_files(settings),
        "env": sandbox_env(settings),
        "preload": sandbox_preload(settings),
    }
    if settings.cluster:
        from .cluster.dask_executor import DaskExecutor

        return DaskExecutor(settings.cluster, settings.sandbox_image, **options)
    from .sandbox.pool import DockerSandbox

    return DockerSandbox(settings.sandbox_image, workers=settings.workers, owner=owner, **options)
