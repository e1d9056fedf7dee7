"""The learner's Jupyter server: what it serves, and what of nbgrader a student does not see."""

import os

c = get_config()  # noqa: F821

c.ServerApp.root_dir = os.environ["TINYTORCH_HOME"]
c.ServerApp.jpserver_extensions = {
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.course_list": False,
}
# A learner who deletes a notebook to free a full disk must get the space back.
c.FileContentsManager.delete_to_trash = False
