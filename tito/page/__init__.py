"""The course's own page in the learner's Jupyter server: where to begin, what is due, what to do next.

A Jupyter server extension. Everything it shows and does is `tito`'s: the page reads the same records as `tito module status
--json`, and its buttons run the same commands in a process of their own.
"""


def _jupyter_server_extension_points():
    return [{"module": "tito.page"}]


def _load_jupyter_server_extension(app):
    from tito.page import errors, login
    from tito.page.handlers import handlers

    errors.install()
    login.install()
    app.web_app.add_handlers(".*$", handlers(app.web_app.settings["base_url"]))
