"""The log-in page of a learner's server alone, as `docker run` starts it: the course's, in the place of Jupyter's.

Who may log in is Jupyter's affair. In a classroom the hub does it.
"""

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.auth.logout import LogoutHandler
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_escape, url_path_join

from tito.page.rendering import course_title, render


def show_form(self: JupyterHandler, message: dict | None = None) -> None:
    """Jupyter's `_render`; a message is about what was typed."""
    self.set_header("Cache-Control", "no-store")
    self.finish(render(
        "login.html", self.base_url, title=f"Log in to {course_title()}", refused=bool(message), xsrf=self.xsrf_form_html(),
        next=url_escape(self.get_argument("next", default=self.base_url)),
    ))


@allow_unauthenticated
def log_out(self: JupyterHandler) -> None:
    """End the log-in, and show where the next one begins."""
    self.identity_provider.clear_login_cookie(self)
    self.redirect(url_path_join(self.base_url, "login" if self.login_available else "course"))


def install() -> None:
    """Put them in the place of the stock ones."""
    LoginFormHandler._render = show_form
    LogoutHandler.get = log_out
