"""nbgrader's templates as the classroom shows them: text escaped, one navigation, our style sheet and scripts on every page.

Templates of our own in templates/ take the place of nbgrader's of the same name.
"""

import re
from html import escape
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from jinja2.ext import Extension
from nbgrader.server_extensions.formgrader.handlers import template_path

from ..requests.hub import hub_links

TEMPLATES = Path(__file__).with_name("templates")
STATIC = TEMPLATES / "static"
SIDEBAR = re.compile(r"{%-? block sidebar -?%}\s*")
FIRST_ENTRY = '<li role="presentation"><a href="{{ base_url }}/grading">Course and grading</a></li>'
LAST_LINK = '{{ base_url }}/formgrader/manage_students">Manage Students</a></li>'
LAST_ENTRIES = (
    '<li role="presentation"><a href="{{ base_url }}/reviews">My Reviews</a></li>'
    "{% for words, address in hub_links(instructor | default(false)) %}"
    '<li role="presentation"{% if loop.first %} class="classroom-hub"{% endif %}>'
    '<a href="{{ address }}">{{ words }}</a></li>{% endfor %}'
)
ASSETS = (
    '<link rel="stylesheet" href="{base}/formgrader/classroom/classroom.css">'
    '<script defer src="{base}/formgrader/classroom/saving.js"></script>'
    '<script defer src="{base}/formgrader/classroom/classroom.js"></script>'
)
HEAD = '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
# nbgrader computes its numbers itself, and nothing takes back what an earlier version of the classroom collected.
STAFF_ROWS = """{% with staff = staff_rows() if staff_rows else [] %}{% if staff %}
<p class="classroom-note" role="note">The numbers and averages of
this page still count what {{ staff | join(", ") }} of the staff handed in before staff were left out. It counts in no export,
total, sample or statistic of the course.</p>{% endif %}{% endwith %}"""
# What nbgrader's instructions and buttons would say and offer, and is otherwise here.
INSTRUCTIONS = {
    "manage_assignments.tpl": """<p><b>Generate</b> makes the student version, <b>Release</b> hands it out, <b>Collect</b> brings
the work in. The number of submissions leads to them; <a href="{{ base_url }}/grading">Course and grading</a> says what waits for
a person, grades a whole class and has the downloads. Due dates are those of the calendar in <code>course.yml</code>.</p>""",
    "manage_submissions.tpl": """<p>The bolt grades one submission again. To grade all:
<a href="{{ base_url }}/grading/{{ assignment_id | urlencode }}">grading of {{ assignment_id }}</a>.</p>""",
    "manage_students.tpl": """<p>Who is in the course is decided by the roster: <code>roster.csv</code> on the host, then
<code>make up</code>. New students appear here when work is collected.</p>""",
}


class Classroom(Extension):
    """Rewrites the source of each template once, when it is loaded."""

    def preprocess(self, source, name, filename=None):
        if said := INSTRUCTIONS.get(name):
            source = re.sub(r'<div class="panel-group" id="accordion".*?\n</div>\n', "", source, flags=re.DOTALL)
            source = re.sub(r"{%- block table_footer -%}.*?{%- endblock -%}", "", source, flags=re.DOTALL)
            if "{%- block messages -%}" not in source:
                source += "{%- block messages -%}{%- endblock -%}"
            source = source.replace("{%- block messages -%}", "{%- block messages -%}" + said)
        if name == "base.tpl":
            # In the words of the other pages.
            source = source.replace(">Gradebook</a>", ">Manual Grading</a>")
            source = source.replace("{%- block breadcrumbs -%}", STAFF_ROWS + "{%- block breadcrumbs -%}")
        source = source.replace(LAST_LINK, f"{LAST_LINK}\n{LAST_ENTRIES}")
        # The page of an error takes the list as it is, or leaves it out.
        if name != "error.tpl":
            source = SIDEBAR.sub(lambda found: found[0] + FIRST_ENTRY, source)
        # nbgrader's logo is a large picture without a name, and its links lead to a file browser that is not here.
        source = source.replace("<!doctype html>\n<head>", f"<!doctype html>\n{HEAD}")
        # With this role an entry would be none of its list's.
        source = source.replace('<li role="presentation"', "<li")
        source = source.replace("<svg viewBox", '<svg aria-hidden="true" viewBox')
        return source.replace("{%- block head -%}\n  {%- endblock -%}", ASSETS.format(base="{{ base_url }}") +
                              "{%- block head -%}{%- endblock -%}")


def pages_environment() -> Environment:
    """Jinja's environment of all pages but the submission's, which nbconvert makes."""
    folders = [FileSystemLoader(TEMPLATES), FileSystemLoader(template_path)]
    environment = Environment(loader=ChoiceLoader(folders), extensions=[Classroom], autoescape=True)
    environment.globals["hub_links"] = hub_links
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
    return page.replace("</head>", f"{ASSETS.format(base=base_url)}</head>", 1)
