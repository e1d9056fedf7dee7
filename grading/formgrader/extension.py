"""A Jupyter server extension that shows formgrader with our pages beside nbgrader's, and acts in nothing itself.

What acts is asked of the grader daemon: student code never runs here. Pages are made by an exporter that lets no student text act
in the browser. `routes` says what is at which address.
"""


def _load_jupyter_server_extension(app):
    from .application import CourseFormgrader

    CourseFormgrader(parent=app).mount(app)
    app.log.info("formgrader grades through the daemon of the grading package")
