"""nbgrader's formgrader application without its ways to read, and so execute, configuration files.

nbgrader looks for `nbgrader_config.py` in a directory named by the address, in the working directory, in the home and in
the course, and does so again with every request. Here the configuration is read once, by `CourseDir`.
"""

from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from traitlets.config import Config

from ..course.directory import CourseDir
from ..settings import site_settings
from .pages.page_templates import pages_environment
from .pages.submission_page import GradingPageExporter
from .routes import routes


class CourseFormgrader(FormgradeExtension):
    """Formgrader of the one course that GRADING_COURSE_DIR names, else of the server's root directory."""

    load_cwd_config = False

    def mount(self, server) -> None:
        """Put nbgrader's pages, with what they need, into a Jupyter server."""
        self.root_dir, self.log = server.root_dir, server.log
        self.initialize()
        self.init_tornado_settings(server.web_app)
        self.init_handlers(server.web_app)

    def initialize(self, argv=None, root: str = "") -> None:
        """Take the course's configuration; parse no arguments, read no other file, leave sys.path alone."""
        course = CourseDir(site_settings().course_dir or Path(self.root_dir))
        for name in course.ignored_configuration():
            self.log.warning(course.ignoring(name))
        config = Config(course.config)
        config.merge(self.build_extra_config())
        # How much the settings page would show of it.
        config.FormgradeExtension.debug = False
        self.update_config(config)
        self.coursedir = CourseDirectory(parent=self)

    def init_tornado_settings(self, webapp) -> None:
        """nbgrader's settings, with templates that escape what they show, and an exporter that lets no student text act."""
        super().init_tornado_settings(webapp)
        webapp.settings["nbgrader_jinja2_env"] = pages_environment()
        webapp.settings["nbgrader_exporter"] = GradingPageExporter(config=self.config)

    def init_handlers(self, webapp) -> None:
        webapp.add_handlers(".*$", routes(webapp.settings["base_url"]))

    def load_config(self) -> Config:
        """What is in force already."""
        return self.config
