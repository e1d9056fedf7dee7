"""nbgrader's templates as the classroom shows them: text escaped, one navigation, our style sheet and scripts on every page.

A template in templates/ takes the place of nbgrader's of the same name, and may extend that one as `nbgrader/NAME`.
"""

import re
from html import escape
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from markupsafe import Markup
from nbgrader.server_extensions.formgrader.handlers import template_path

from ..requests.hub import hub_links

TEMPLATES = Path(__file__).with_name("templates")
STATIC = TEMPLATES / "static"
ASSETS = (
    '<link rel="stylesheet" href="{base}/formgrader/classroom/look.css">'
    '<link rel="stylesheet" href="{base}/formgrader/classroom/classroom.css">'
    '<script defer src="{base}/formgrader/classroom/saving.js"></script>'
    '<script defer src="{base}/formgrader/classroom/classroom.js"></script>'
)


def assets(base_url: str) -> Markup:
    """Our style sheet and scripts, for the head of a page."""
    return Markup(ASSETS).format(base=base_url)


def pages_environment() -> Environment:
    """Jinja's environment of all pages but the submission's, which nbconvert makes."""
    stock = FileSystemLoader(template_path)
    loader = ChoiceLoader([FileSystemLoader(TEMPLATES), PrefixLoader({"nbgrader": stock}), stock])
    environment = Environment(loader=loader, autoescape=True)
    environment.globals |= {"hub_links": hub_links, "assets": assets}
    return environment


def escaped(resources: dict) -> dict:
    """nbconvert's templates escape nothing: names come from the roster and from whoever typed it."""
    return {key: escape(value) if isinstance(value, str) else value for key, value in resources.items()}


def dressed(page: str, base_url: str) -> str:
    """The submission's page with our style sheet and scripts, a language and a list that is one."""
    page = re.sub(r"<html>", '<html lang="en">', page, count=1)
    page = re.sub(r'<ul class="nav text-center">\s*<ul', '<div class="nav text-center"><ul', page, count=1)
    page = re.sub(r"</ul>\s*</ul>", "</ul></div>", page, count=1)
    # First in the list, as on the other pages; the way out at the end.
    first = f'<li><a href="{base_url}/grading">Course and grading</a></li>'
    page = page.replace('<ul class="breadcrumb">', f'<ul class="breadcrumb">{first}', 1)
    if links := " · ".join(f'<a href="{escape(address)}">{escape(words)}</a>' for words, address in hub_links()):
        nav = f'<nav class="classroom-hub container" aria-label="Classroom">{links}</nav>'
        page = page.replace('<div class="help">', f'{nav}<div class="help">', 1)
    return page.replace("</head>", f"{assets(base_url)}</head>", 1)
