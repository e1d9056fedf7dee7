"""Our pages of the learner's server, from their templates: one frame with the ways to JupyterLab, the hub and out."""

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join

import look
from tito.course import open_course
from tito.errors import TitoError

_templates = Environment(
    loader=FileSystemLoader([Path(__file__).parent / "templates", look.FOLDER]),
    autoescape=True, trim_blocks=True, lstrip_blocks=True,
)


def render(template: str, base_url: str, /, **facts) -> str:
    """The page made of `template`; `base_url` is the server's own."""
    root = os.environ.get("JUPYTERHUB_BASE_URL", "")
    hub = root and url_path_join(os.environ.get("JUPYTERHUB_HOST", "") + root, "hub/")
    person = os.environ.get("JUPYTERHUB_USER", "")
    return _templates.get_template(template).render(base=base_url, hub=hub, person=person, course=course_title(), **facts)


def course_title() -> str:
    """The title in course.yml, if that can be read."""
    try:
        return open_course().title
    except TitoError:
        return "The course"  # the course page says what is wrong


class Fresh(JupyterHandler):
    """A page that no browser keeps: whoever comes back by its button sees how things are now."""

    def set_default_headers(self):
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
