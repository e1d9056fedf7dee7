"""How the hub's pages look and what they call the course; none is kept by a browser."""

import functools
import pathlib

import yaml
from tornado import web

import look
from hub.settings import Settings

HUB = pathlib.Path(__file__).parents[1]
# The one file of the curriculum that the hub knows; its image has it beside the hub's package.
COURSE_FILES = (HUB.parent / "course.yml", HUB.parent / "curriculum" / "course.yml")


def configure(c, settings: Settings) -> None:
    """Set the templates and what they may name, and how a file of them is found."""
    c.JupyterHub.template_paths = [str(HUB / "templates"), str(look.FOLDER)]
    c.JupyterHub.template_vars = {
        "course_title": read_course_title(), "contact": settings.contact, "course_service": settings.course,
    }
    # What a page says of a server is old when somebody comes Back to it; a password on it is for one look.
    c.JupyterHub.tornado_settings = {"headers": {"Cache-Control": "no-store"}}
    web.StaticFileHandler.get = _of_a_file(web.StaticFileHandler.get)


def _of_a_file(stock):
    """404 for a name that no file can have, which the system refuses as an error of the program."""

    @functools.wraps(stock)
    async def get(self, path, include_body=True):
        if "\0" in path:
            raise web.HTTPError(404)
        await stock(self, path, include_body)

    return get


def read_course_title() -> str:
    """The title in course.yml."""
    file = next(file for file in COURSE_FILES if file.exists())
    return yaml.safe_load(file.read_text(encoding="utf-8"))["title"]
