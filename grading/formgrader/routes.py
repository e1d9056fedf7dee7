"""What is at which address of formgrader: nbgrader's handlers behind our checks, ours in the place of some, and our own pages.

Nothing of Jupyter's own is left but the log-in, the log-out and the way to the first page.
"""

from jupyter_server import DEFAULT_STATIC_FILES_PATH
from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from nbgrader.server_extensions.formgrader.base import BaseApiHandler
from tornado import web

import look

from .api import scores
from .api.buttons import Button
from .api.read_only import Assignment, Student
from .dashboard import web as dashboard
from .pages import my_reviews, own_page, preview, question, rubric
from .pages.files import SubmittedFiles
from .pages.page_templates import STATIC
from .pages.submission_page import SubmissionPage
from .requests.checks import CourseApi, CoursePage, NotOffered, PublicFiles

# In the place of nbgrader's; what is not named here is nbgrader's own, behind our checks.
OURS = {
    web.StaticFileHandler: PublicFiles,
    handlers.FormgraderHandler: own_page.FirstPage,
    handlers.SubmissionHandler: SubmissionPage,
    handlers.SubmissionFilesHandler: SubmittedFiles,
    apihandlers.StudentHandler: Student,
    apihandlers.AssignmentHandler: Assignment,
    apihandlers.GradeHandler: scores.Grade,
    apihandlers.GradeCollectionHandler: scores.Grades,
    apihandlers.CommentHandler: scores.Comment,
    apihandlers.CommentCollectionHandler: scores.Comments,
    apihandlers.SubmittedNotebookCollectionHandler: scores.Queue,
}
BUTTONS = {
    apihandlers.AssignHandler: "generate",
    apihandlers.ReleaseHandler: "release",
    apihandlers.UnReleaseHandler: "unrelease",
    apihandlers.CollectHandler: "collect",
    apihandlers.AutogradeHandler: "autograde",
    apihandlers.GenerateAllFeedbackHandler: "generate_feedback",
    apihandlers.GenerateFeedbackHandler: "generate_feedback",
    apihandlers.ReleaseAllFeedbackHandler: "release_feedback",
    apihandlers.ReleaseFeedbackHandler: "release_feedback",
}
OWN = [
    (r"/formgrader/classroom/(look\.css)", PublicFiles, {"path": str(look.FOLDER)}),
    (r"/formgrader/classroom/(.*)", PublicFiles, {"path": str(STATIC)}),
    (r"/formgrader/question/([^/]+)/([^/]+)/([^/]+)/?", question.QuestionPage),
    (r"/formgrader/preview/([^/]+)/?", preview.PreviewPage),
    (r"/reviews/?", my_reviews.MyReviewsPage),
    (r"/readings/?", my_reviews.MyReviewsPage),
    (r"/rubric/([^/]+)/?", rubric.RubricPage),
    *dashboard.ROUTES,
]
# Jupyter mounts them without saying where the files are.
OF_JUPYTER = [
    (r"/(robots\.txt|favicon\.ico)", PublicFiles, {"path": DEFAULT_STATIC_FILES_PATH}),
    (r"/static/(.*)", PublicFiles, {"path": DEFAULT_STATIC_FILES_PATH}),
]
# Everything but the first page, the log-in and the log-out, which are Jupyter's and the hub's.
REST = [(r"/(?!(?:login|logout|oauth_callback)?$).*", NotOffered)]


def behind_checks(route: tuple) -> tuple:
    """A route of nbgrader's with the handler that is mounted here."""
    path, handler, *more = route
    if handler in BUTTONS:
        return path, Button, {"action": BUTTONS[handler]}
    if handler in OURS:
        return path, OURS[handler], *more
    kind = CourseApi if issubclass(handler, BaseApiHandler) else CoursePage
    return path, type(handler.__name__, (kind, handler), {}), *more


def routes(base_url: str) -> list[tuple]:
    """All of them for tornado, the first that fits first."""
    static = [(r"/formgrader/static/(.*)", web.StaticFileHandler, {"path": handlers.static_path})]
    stock = [*handlers.default_handlers, *apihandlers.default_handlers, *static]
    return [(url_path_join(base_url, path), *rest) for path, *rest in [*OWN, *map(behind_checks, stock), *OF_JUPYTER, *REST]]
