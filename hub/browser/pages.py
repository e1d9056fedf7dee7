"""How the hub's pages look and what they call the course."""

import pathlib

import yaml

from hub.settings import Settings

HUB = pathlib.Path(__file__).parents[1]
# The one file of the curriculum that the hub knows; its image has it beside the hub's package.
COURSE_FILES = (HUB.parent / "course.yml", HUB.parent / "curriculum" / "course.yml")


def configure(c, settings: Settings) -> None:
    """Set the templates and what they may name."""
    c.JupyterHub.template_paths = [str(HUB / "templates")]
    c.JupyterHub.template_vars = {"course_title": read_course_title(), "contact": settings.contact}


def read_course_title() -> str:
    """The title in course.yml."""
    file = next(file for file in COURSE_FILES if file.exists())
    return yaml.safe_load(file.read_text(encoding="utf-8"))["title"]
