"""What student code finds as `get_ipython().kernel`: there is no kernel, but asking for it is no error.

Also sent into the grader's sandbox as text; standard library only.
"""

import sys


class KernelSession:
    """Sends nothing: nobody listens."""

    session, username = "0" * 32, "student"

    def send(self, *args, **kwargs):
        return None

    def msg(self, msg_type, content=None, parent=None, header=None, metadata=None):
        return {"header": header or {}, "msg_type": msg_type, "content": content or {}, "metadata": metadata or {}}


class Kernel:
    """The attributes that notebooks look at. Shutting it down is no more than a wish."""

    implementation, banner = "ipython", ""
    iopub_socket = shell_stream = control_stream = None

    def __init__(self, shell):
        self.shell, self.session, self.comm_manager = shell, KernelSession(), None
        self.language_info = {"name": "python", "version": sys.version.split()[0], "file_extension": ".py"}

    @property
    def execution_count(self):
        return self.shell.execution_count

    def get_parent(self, channel="shell"):
        return {"header": {}, "metadata": {}, "content": {}}

    def do_shutdown(self, restart):
        return {"status": "ok", "restart": restart}
