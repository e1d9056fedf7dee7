"""What pages of our own beside formgrader's have in common: nbgrader's frame around a template or a text of ours."""

from ..requests.checks import CoursePage, for_staff
from ..requests.roles import is_instructor


class OwnPage(CoursePage):
    """One of our own, as nbgrader's look. Writes nothing."""

    def show(self, template: str, **names):
        """Answer with a template of templates/ that extends own_page.tpl."""
        found = self.settings["nbgrader_jinja2_env"].get_template(template)
        self.write(found.render(base_url=self.base_url, instructor=is_instructor(self), **names))


class FirstPage(CoursePage):
    """GET /formgrader: nbgrader takes a configuration directory from `?path=`; nothing here looks at parameters."""

    @for_staff
    def get(self):
        self.redirect(f"{self.base_url}/formgrader/manage_assignments")
