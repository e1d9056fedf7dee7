"""What the grading side relies on in nbgrader and Jupyter's server, each with what of ours hangs on it.

A new version fails here in a sentence that says what is different there and what to look at here.
"""

import re
from pathlib import Path

import pytest
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from upstream import Symbol, Text, installed, pinned, sentence

from grading.formgrader import routes
from grading.formgrader.pages import page_templates

FORMGRADER = "nbgrader.server_extensions.formgrader"
HANDLERS, API = f"{FORMGRADER}.handlers", f"{FORMGRADER}.apihandlers"
STATIC = "nbgrader/server_extensions/formgrader/static/js"
TEMPLATES = "nbgrader/server_extensions/formgrader/templates"
CHECKS, FILES = "grading/formgrader/requests/checks.py", "grading/formgrader/pages/files.py"
FOLDER = "grading/formgrader/pages/templates"
FRAME, SCRIPT, SAVING = f"{FOLDER}/base.tpl", f"{FOLDER}/static/classroom.js", f"{FOLDER}/static/saving.js"

PYTHON = [
    Symbol(f"{FORMGRADER}.base", "BaseHandler.api", CHECKS, "what acts is asked of the daemon",
           ("self",), ("NbGraderAPI(",)),
    Symbol(f"{FORMGRADER}.base", "BaseHandler.gradebook", CHECKS, "each request begins a session anew",
           ("self",), ("self.settings['nbgrader_gradebook']",)),
    Symbol(f"{FORMGRADER}.base", "BaseHandler.render", CHECKS, "pages are made from escaped templates",
           ("self", "name", "ns")),
    Symbol(f"{FORMGRADER}.base", "BaseApiHandler.get_json_body", CHECKS,
           "a body that is no text is refused in words", ("self",), ("decode('utf-8')",)),
    Symbol(f"{FORMGRADER}.base", "check_xsrf", CHECKS, "a page has the token for what it saves"),
    Symbol(f"{FORMGRADER}.base", "check_notebook_dir", CHECKS, "a course elsewhere is refused"),
    Symbol(f"{FORMGRADER}.formgrader", "FormgradeExtension.init_tornado_settings", "grading/formgrader/application.py",
           "our exporter and templates stand in the place of nbgrader's", ("self", "webapp"),
           ("nbgrader_exporter=", "nbgrader_jinja2_env=", "nbgrader_bad_setup=", "nbgrader_gradebook=")),
    Symbol(f"{FORMGRADER}.formgrader", "FormgradeExtension.init_handlers", "grading/formgrader/application.py",
           "our routes stand in the place of nbgrader's", ("self", "webapp"),
           ("handlers.default_handlers", "apihandlers.default_handlers", "handlers.static_path")),
    Symbol(f"{FORMGRADER}.formgrader", "FormgradeExtension.load_config", "grading/formgrader/application.py",
           "no request reads, and so executes, configuration files", ("self",)),
    Symbol(f"{FORMGRADER}.formgrader", "FormgradeExtension.url_prefix", "grading/formgrader/application.py",
           "no request reads, and so executes, configuration files", ("self",), ("self.load_config()",)),
    Symbol(HANDLERS, "SubmissionHandler.get", "grading/formgrader/pages/submission_page.py",
           "the page is made beside the server's only thread", ("self", "submission_id"),
           ("self.exporter.from_filename(filename, resources=resources)", "'formgrade_404.tpl'")),
    Symbol(HANDLERS, "SubmissionFilesHandler.parse_url_path", FILES, "a submission's own files are sent",
           ("self", "url_path")),
    Symbol(API, "StudentHandler.put", "grading/formgrader/api/read_only.py", "the roster alone decides who is in the course",
           ("self", "student_id")),
    Symbol(API, "AssignmentHandler.put", "grading/formgrader/api/read_only.py", "due dates come from the calendar alone",
           ("self", "assignment_id")),
    Symbol(API, "GradeHandler.put", "grading/formgrader/api/scores.py", "points are kept as there", ("self", "grade_id"),
           ('data.get("manual_score"', 'data.get("extra_credit"', "if grade.manual_score is None and grade.auto_score is None:")),
    Symbol(API, "CommentHandler.put", "grading/formgrader/api/scores.py", "comments are kept as there",
           ("self", "grade_id"), ('comment.manual_comment = data.get("manual_comment"',)),
    Symbol(API, "SubmittedNotebookCollectionHandler.get", "grading/formgrader/api/scores.py", "the queue is nbgrader's",
           ("self", "assignment_id", "notebook_id"), ("self.api.get_notebook_submissions(assignment_id, notebook_id)",)),
    *(Symbol("nbgrader.apps.api", f"NbGraderAPI.{name}", "grading/formgrader/requests/course_api.py", so, parameters)
      for so, names in (
          ("no code of students runs in formgrader", {
              "generate_assignment": ("self", "assignment_id", "force", "create"),
              "release_assignment": ("self", "assignment_id"),
              "unrelease": ("self", "assignment_id"), "collect": ("self", "assignment_id", "update"),
              "autograde": ("self", "assignment_id", "student_id", "force", "create"),
              "generate_feedback": ("self", "assignment_id", "student_id", "force"),
              "release_feedback": ("self", "assignment_id", "student_id")}),
          ("times are in the course's zone", {
              "get_assignment": ("self", "assignment_id", "released"), "get_submissions": ("self", "assignment_id"),
              "get_submission": ("self", "assignment_id", "student_id", "ungraded", "students")}))
      for name, parameters in names.items()),
    *(Symbol("nbgrader.api", name, "grading/records/gradebook.py", "grades are written in one transaction for each submission")
      for name in ("Gradebook", "Student", "Assignment", "SubmittedAssignment", "SubmittedNotebook", "Grade", "Comment")),
    Symbol("nbgrader.preprocessors", "AssignLatePenalties.init_plugin", "grading/pipeline/late_penalty.py",
           "late penalties follow the course's plugin", ("self",), ("self.plugin_inst =",)),
    Symbol("nbgrader.exchange", "ExchangeFactory", "grading/exchange/directory.py", "nbgrader's exchange can be used"),
    Symbol("nbgrader.exchange.default", "ExchangeCollect.init_src", "grading/exchange/directory.py",
           "the newest submission is found", ("self",), ("self.inbound_path =", "self.src_records =")),
    Symbol("nbgrader.exchange.default", "ExchangeReleaseFeedback.start", "grading/exchange/directory.py",
           "feedback that did not arrive is noticed", ("self",)),
    Symbol("nbgrader.utils", "notebook_hash", "grading/exchange/directory.py", "feedback that did not arrive is noticed"),
    Symbol("nbgrader.utils", "parse_utc", "grading/submissions/submission.py", "times of submission are read as there"),
    Symbol("nbgrader.converters", "GenerateAssignment", "grading/exchange/release.py", "the release notebook is nbgrader's"),
    Symbol("jupyter_server.serverapp", "ServerApp.default_services", "image/etc-staff/jupyter_server_config.py",
           "formgrader's server mounts no kernels, files or terminals"),
    Symbol("jupyter_server.base.handlers", "JupyterHandler.prepare", CHECKS,
           "names in addresses are checked after the log-in"),
    Symbol("jupyter_server.base.handlers", "JupyterHandler.current_user", CHECKS,
           "an address that is no text is refused without a traceback", ("self",)),
]
TEXTS = [
    *(Text("nbgrader", f"{TEMPLATES}/{name}", FRAME, "the page stands in the classroom's frame, with its entries in the list",
           (r"{%- extends 'base.tpl' -%}", r"{%- block sidebar -%}\n<li role=\"presentation\""))
      for name in ("manage_assignments.tpl", "manage_submissions.tpl", "manage_students_base.tpl", "gradebook_base.tpl")),
    *(Text("nbgrader", f"{TEMPLATES}/{name}", f"{FOLDER}/{name}", "nbgrader's instructions, which are not right here, are away",
           (r"{%- block messages -%}",))
      for name in ("manage_assignments.tpl", "manage_submissions.tpl")),
    *(Text("nbgrader", f"{TEMPLATES}/{name}", f"{FOLDER}/{name}", "nobody is added outside the roster, no assignment either",
           (r"{%- block table_footer -%}",))
      for name in ("manage_assignments.tpl", "manage_students.tpl")),
    Text("nbgrader", f"{TEMPLATES}/formgrade/index.html.j2", "grading/formgrader/pages/page_templates.py (dressed)",
         "a submission's page has a language, our script and the ways out", ("<html>", "</head>", '<div class="help">',
         '<div class="panel-body">', r"\{\{ mathjax\(\) \}\}")),
    Text("nbgrader", f"{TEMPLATES}/formgrade/formgrade_macros.html.j2", "grading/formgrader/pages/page_templates.py (dressed)",
         "a submission's page leads to the rubric and to what waits",
         (r'<ul class="nav text-center">\s*<ul', r"</ul>\s*</ul>", '<ul class="breadcrumb">', "Manual Grading</a></li>",
          "var submission_id", "var assignment_id", "var notebook_id", "var base_url")),
    Text("nbgrader", f"{STATIC}/utils.js", SCRIPT, "errors are sentences and names lead to pages that are here",
         (r"var createModal = function \(id, title, body, footer\)",
          r"var createLogModal = function \(id, title, message, log, error\)",
          r"var linkTo = function \(type, path\)")),
    Text("nbgrader", f"{STATIC}/manage_assignments.js", SCRIPT, "due dates are said and feedback of a class is asked about first",
         (r"var AssignmentUI = ", r"openModal: function", r"release_feedback: function")),
    Text("nbgrader", f"{STATIC}/manage_students.js", SCRIPT, "it says where people are changed",
         (r"var StudentUI = ", r"openModal: function")),
    *(Text("nbgrader", f"{STATIC}/{name}.js", SCRIPT, "whom the roster gives no name is called by the user name",
           (rf"var {view} = ", r"render: function", rf'this\.\{place}\.attr\("data-order", name\)', r'get\("last_name"\)'))
      for name, view, place in (
          ("manage_students", "StudentUI", "$name"), ("manage_submissions", "SubmissionUI", "$student_name"))),
    Text("nbgrader", f"{STATIC}/formgrade_models.js", SAVING, "what was typed is saved as it is, or refused in a sentence",
         (r"var GradeUI = ", r"var CommentUI = ", r"initialize: function", r"save: function", r"assignFullCredit: function",
          r"assignNoCredit: function", r"render: function", r"events: ", r"this\.\$score", r"this\.\$extra_credit",
          r"this\.\$glyph", r"this\.\$comment", r"finished_saving")),
    Text("nbgrader", f"{STATIC}/formgrade.js", SCRIPT, "one question can be graded over all submissions",
         (r"FormGrader\.prototype\.loadGrades", r"FormGrader\.prototype\.loadComments", r"FormGrader\.prototype\.navigateTo",
          r"MathJax\.Hub\.Startup\.signal\.Interest", r"var formgrader = new FormGrader")),
]  # fmt: skip


@pytest.mark.parametrize("row", [*PYTHON, *TEXTS], ids=lambda row: getattr(row, "name", None) or row.path.rpartition("/")[2])
def test_nbgrader_has_what_formgrader_and_the_grader_rely_on(row):
    assert sentence(row) is None


def test_our_frame_has_nbgraders_blocks_and_loads_its_files():
    """What nbgrader's pages fill, and the scripts they call, from its own frame; ours stands in its place."""
    folders = handlers.template_path, page_templates.TEMPLATES
    stock, ours = (Path(folder, "base.tpl").read_text(encoding="utf-8") for folder in folders)
    blocks, of_theirs = (set(re.findall(r"{%-? block (\w+)", text)) for text in (ours, stock))
    assert of_theirs - blocks == set()
    frame = page_templates.pages_environment().get_template("base.tpl").render(base_url="")
    assert set(re.findall(r"/formgrader/static/([\w./-]+)", frame)) == set(re.findall(r"/formgrader/static/([\w./-]+)", stock))


def test_the_version_is_the_one_that_these_rows_were_read_from():
    assert installed("nbgrader") == pinned("nbgrader") == "0.9.6", "read the rows of this file against the new version"


def test_every_handler_that_is_replaced_here_is_mounted_there():
    mounted = {handler for _, handler, *_ in [*handlers.default_handlers, *apihandlers.default_handlers]}
    gone = {handler.__name__ for handler in [*routes.OURS, *routes.BUTTONS]} - {handler.__name__ for handler in mounted}
    assert gone == set(), f"nbgrader no longer mounts {gone}: grading/formgrader/routes.py puts handlers of ours in their place"


def test_no_handler_of_nbgraders_acts_but_through_a_button():
    """One that asks nbgrader's API to do something, and that our table does not know, would wait in formgrader's only thread."""
    acting = {
        handler.__name__ for _, handler, *_ in apihandlers.default_handlers if handler.post is not apihandlers.StatusHandler.post
    }
    known = {handler.__name__ for handler in routes.BUTTONS} | {"FlagSubmissionHandler"}
    assert acting == known, f"nbgrader's handlers {acting ^ known} are new or gone: see BUTTONS in grading/formgrader/routes.py"


@pytest.mark.parametrize("row", [
    Symbol("nbgrader.nothing", "x", "a.py", "b"), Symbol("nbgrader.utils", "nothing", "a.py", "b"),
    Symbol("nbgrader.utils", "parse_utc", "a.py", "b", ("other",)),
    Symbol("nbgrader.utils", "parse_utc", "a.py", "b", None, ("%%",)),
    Text("nbgrader", "nbgrader/nothing.js", "a.py", "b", ()), Text("nbgrader", "nbgrader/utils.py", "a.py", "b", ("%%",)),
])  # fmt: skip
def test_what_changed_is_said_with_what_depends_on_it(row):
    assert re.search("nothing|parse_utc|utils.py", sentence(row)) and sentence(row).endswith("; a.py needs it so that b")
