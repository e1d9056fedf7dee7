"""Jupyter server extension: a kernel that computes in silence counts as activity, so that its server is not stopped as idle.

Jupyter itself counts messages only. There is a limit, because a loop that never ends would keep its server for ever.
"""

from datetime import timedelta

from jupyter_server._tz import utcnow
from tornado.ioloop import PeriodicCallback

# How often kernels are looked at, and how long a silent one counts after its last message.
EVERY_SECONDS = 60
LONGEST = timedelta(hours=12)


def count_busy_kernels(kernels) -> None:
    """Make the manager's last activity now, if one of its kernels is busy."""
    now = utcnow()
    for kernel in map(kernels.get_kernel, kernels.list_kernel_ids()):
        if kernel.execution_state == "busy" and now - kernel.last_activity < LONGEST:
            kernels.last_kernel_activity = now


def _load_jupyter_server_extension(app) -> None:
    PeriodicCallback(lambda: count_busy_kernels(app.kernel_manager), EVERY_SECONDS * 1000).start()


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": "tito.lab.busy_kernels"}]
