"""The learner's Jupyter server: what it serves, and what of nbgrader a student does not see."""

import os

c = get_config()  # noqa: F821

c.ServerApp.root_dir = os.environ["TINYTORCH_HOME"]
c.ServerApp.jpserver_extensions = {
    "tito.page": True,
    # Validate, and in the classroom the list of assignments, at nbgrader's addresses.
    "tito.lab": True,
    "nbgrader.server_extensions.validate_assignment": False,
    "nbgrader.server_extensions.assignment_list": False,
    "tito.lab.busy_kernels": True,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.course_list": False,
}
# What opens by itself, in the classroom and alone.
c.ServerApp.default_url = "/course"
c.LabApp.default_url = "/course"
# How long, in seconds, this server believes the hub's last word: somebody whose log-in ended is shut out this soon.
c.HubOAuth.cache_max_age = 10
# Larger notebooks and files come in pieces; a body is kept in memory, which the server shares with the learner's kernels.
c.ServerApp.max_body_size = c.ServerApp.max_buffer_size = 128 * 1024 * 1024
# Says what to do when a file cannot be saved.
c.ServerApp.contents_manager_class = "tito.lab.contents.Contents"
# A learner who deletes a notebook to free a full disk must get the space back.
c.FileContentsManager.delete_to_trash = False
