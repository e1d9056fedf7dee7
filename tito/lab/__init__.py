"""*Validate* and *Submit* in the learner's JupyterLab: nbgrader's buttons, this course's answers.

A Jupyter server extension in the place of nbgrader's `validate_assignment` and `assignment_list`, at their addresses.
"""

import os


def _jupyter_server_extension_points():
    return [{"module": "tito.lab"}]


def _load_jupyter_server_extension(app):
    from tito.lab import stock
    from tito.lab.validate import handlers

    stock.install()
    base_url = app.web_app.settings["base_url"]
    app.web_app.add_handlers(".*$", [*stock.handlers(base_url), *handlers(base_url, app.root_dir)])
    if "NGSHARE_URL" in os.environ:  # alone there is nothing to list and nowhere to submit
        from tito.lab.assignments import load

        load(app)
