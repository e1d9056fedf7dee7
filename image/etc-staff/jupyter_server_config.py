"""The formgrader service: formgrader and nothing else.

It shows and grades; it never runs code. Kernels and terminals are off, because a teaching assistant who could open one would hold
the service's token and the gradebook file. For the same reason Jupyter's own API for files is shut.
"""

import os

from jupyter_server.auth import Authorizer
from jupyter_server.serverapp import ServerApp

# None of Jupyter's own services; docs/handlers.md lists what is left.
ServerApp.default_services = ("auth",)


class FormgraderOnly(Authorizer):
    """Refuses all of Jupyter's own resources; formgrader's pages do not ask."""

    def is_authorized(self, handler, user, action, resource):
        return False


c = get_config()  # noqa: F821

c.ServerApp.root_dir = os.environ["GRADING_COURSE_DIR"]
c.ServerApp.default_url = "/formgrader"
c.ServerApp.authorizer_class = FormgraderOnly
c.ServerApp.terminals_enabled = False
c.KernelSpecManager.allowed_kernelspecs = {"none"}
c.KernelSpecManager.ensure_native_kernel = False
c.ServerApp.jpserver_extensions = {
    # Loads nbgrader's formgrader itself, without what reads configuration from where others can write.
    "grading.formgrader": True,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.validate_assignment": False,
    "jupyterlab": False,
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "jupyterlab_jupytext": False,
    "notebook": False,
    "notebook_shim": False,
}
# How long, in seconds, formgrader believes the hub's last word: somebody whose log-in ended is shut out this soon.
c.HubOAuth.cache_max_age = 10
