"""What the learner's side relies on in nbgrader, ngshare's client and Jupyter's server, each with what of ours hangs on it."""

import sys
from pathlib import Path

import pytest
from nbgrader.server_extensions.assignment_list.handlers import default_handlers
from upstream import Symbol, installed, pinned, sentence

LISTS = "nbgrader.server_extensions.assignment_list.handlers"
LIST, ACTION = "tito/lab/assignments.py", "tito/exchange/action.py"
ROWS = [
    Symbol(LISTS, "AssignmentList.load_config", LIST, "no configuration of the home is executed", ("self",)),
    Symbol(LISTS, "AssignmentList.get_assignment_dir_config", LIST, "no configuration of the home is executed", ("self",)),
    Symbol(LISTS, "AssignmentList.submit_assignment", LIST, "Submit sends what tito submit sends",
           ("self", "course_id", "assignment_id")),
    Symbol(LISTS, "AssignmentList.fetch_assignment", LIST, "what was given is kept beside the learner's copy",
           ("self", "course_id", "assignment_id"), ("self.get_assignment_dir_config()",)),
    Symbol(LISTS, "AssignmentList.list_assignments", LIST, "the list is nbgrader's", ("self", "course_id")),
    Symbol(LISTS, "AssignmentList.list_courses", LIST, "the list is nbgrader's", ("self",)),
    Symbol(LISTS, "AssignmentList.fetch_feedback", LIST, "the button brings feedback", ("self", "course_id", "assignment_id")),
    Symbol(LISTS, "BaseAssignmentHandler.manager", LIST, "the handlers ask our list", ("self",),
           ("self.settings['assignment_list_manager']",)),
    Symbol(LISTS, "NbGraderVersionHandler.get", "tito/lab/validate.py", "the button finds its own version", ("self",)),
    Symbol("nbgrader.exchange", "ExchangeFactory", ACTION, "what is configured is asked"),
    *(Symbol("nbgrader.exchange.abc", f"Exchange{name}.__init__", ACTION, f"{name} can be asked for")
      for name in ("List", "FetchAssignment", "Submit", "FetchFeedback")),
    Symbol("nbgrader.exchange.abc", "Exchange.assignment_dir", ACTION, "work lands in the learner's folder of modules"),
    Symbol("nbgrader.exchange.default.exchange", "Exchange.cache", ACTION, "the time that a submission got is known"),
    Symbol("jupyter_server.services.contents.largefilemanager", "AsyncLargeFileManager.save", "tito/lab/contents.py",
           "a file that cannot be saved is said with the way out", ("self", "model", "path")),
    Symbol("jupyter_server.services.contents.filemanager", "AsyncFileContentsManager.get", "tito/lab/contents.py",
           "a damaged notebook is said with the place where it is repaired",
           ("self", "path", "content", "type", "format", "require_hash")),
    Symbol("jupyter_server.base.handlers", "APIHandler.write_error", "tito/lab/requests.py", "errors are JSON"),
    Symbol("jupyter_server.services.kernels.kernelmanager", "MappingKernelManager.last_kernel_activity",
           "tito/lab/busy_kernels.py", "a kernel that computes is not culled"),
    Symbol("jupyter_server.auth.login", "LoginFormHandler._render", "tito/page/login.py", "the log-in page is the course's",
           ("self", "message")),
    Symbol("jupyter_server.auth.logout", "LogoutHandler.get", "tito/page/login.py", "logging out leads to it", ("self",),
           ("clear_login_cookie(self)",)),
    Symbol("jupyterlab_server.licenses_handler", "LicensesHandler.finish", "tito/lab/stock.py",
           "who is refused the list of licenses gets an answer", ("self", "_mime_type", "args", "kwargs")),
    Symbol("jupyterlab_server.licenses_handler", "LicensesHandler.get", "tito/lab/stock.py",
           "an odd question for licenses is refused in words", ("self", "_args")),
]  # fmt: skip
# What the buttons in JupyterLab ask and read: our handlers answer it.
BUTTONS = ('"assignments/validate"', '"assignments/submit"', '"assignments/fetch"', '"assignments/fetch_feedback"',
           '"assignments?course_id="', "nbgrader_version", ".success", ".failed")  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_nbgrader_has_what_the_learners_side_relies_on(row):
    assert sentence(row) is None


def test_the_versions_are_those_that_these_rows_were_read_from():
    versions = {name: (installed(name), pinned(name)) for name in ("nbgrader", "ngshare-exchange")}
    assert versions == {"nbgrader": ("0.9.6", "0.9.6"), "ngshare-exchange": ("0.5.2", "0.5.2")}, "read the rows of this file anew"


def test_the_lists_handlers_are_those_that_ours_stand_for():
    mounted = {handler.__name__ for _, handler in default_handlers}
    ours = {"AssignmentListHandler", "AssignmentActionHandler", "CourseListHandler", "NbGraderVersionHandler"}
    assert mounted == ours, f"nbgrader's handlers {mounted ^ ours} are new or gone: see OURS in {LIST}"


@pytest.mark.parametrize("words", BUTTONS)
def test_the_buttons_ask_what_our_handlers_answer(words):
    scripts = Path(sys.prefix, "share/jupyter/labextensions/@jupyter/nbgrader/static").glob("*.js")
    assert any(words in script.read_text(encoding="utf-8") for script in scripts), (
        f"nbgrader's buttons no longer have {words}: tito/lab/validate.py and {LIST} answer it"
    )


@pytest.mark.parametrize("name, parameters", [
    ("Exchange.ngshare_api_post", ("self", "url", "data", "params")), ("Exchange.ngshare_url", ("self",)),
])  # fmt: skip
def test_ngshares_client_has_what_we_rely_on(monkeypatch, name, parameters):
    monkeypatch.setenv("USER", "ada")  # it reads the name at import
    used = f"{ACTION} and grading/exchange/ngshare.py"
    assert sentence(Symbol("ngshare_exchange.exchange", name, used, "what arrived is known", parameters)) is None
