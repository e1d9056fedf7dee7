"""One action through nbgrader's exchange classes, with the site's configuration.

nbgrader reports many failures only to its log, so the log is collected here and explains a failure.
"""

import contextlib
import getpass
import logging
import os
import signal
import threading
from pathlib import Path

from tito.errors import EnvironmentProblem, TitoError
from tito.exchange.configuration import load_config

REQUEST_SECONDS = 120


class ExchangeFailure(EnvironmentProblem):
    """The exchange did not do what was asked. `log` holds what nbgrader reported."""

    def __init__(self, what: str, log: list[str]):
        super().__init__(*_explain(what, "\n".join(log)))
        self.log = log


class ExchangeAction:
    """One action of the exchange. `log` has nbgrader's warnings and errors, `failed` tells of an error.

    `answer` is what ngshare said to an upload; nbgrader's other exchange says nothing.
    """

    def __init__(self, what: str, config):
        self.what, self.config, self.log, self.failed = what, config, [], False
        self.answer: dict = {}

    def start(self, action: str, **traits):
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeFactory

        self.config[f"Exchange{action}"].update(traits)
        exchange = getattr(ExchangeFactory(config=self.config), action)(
            coursedir=CourseDirectory(config=self.config),
            authenticator=Authenticator(config=self.config),
            config=self.config,
        )
        if post := getattr(exchange, "ngshare_api_post", None):

            def kept(*arguments, **more):
                self.answer = post(*arguments, **more) or {}
                return self.answer or None

            # The client keeps only the time stamp.
            exchange.ngshare_api_post = kept
        return exchange.start()

    def cache(self, course) -> Path:
        from nbgrader.exchange import ExchangeFactory

        submit = ExchangeFactory(config=self.config).Submit(config=self.config)
        return Path(submit.cache, course.id)

    def failure(self) -> ExchangeFailure:
        return ExchangeFailure(self.what, self.log)


@contextlib.contextmanager
def open_action(what: str, course, slug: str = ""):
    """Give an ExchangeAction on one assignment of the course. Raises ExchangeFailure, beginning with `what`."""
    # ngshare's client reads the name at import and knows no other source.
    os.environ.setdefault("USER", getpass.getuser())
    logger = logging.getLogger("traitlets")
    action = ExchangeAction(what, load_config())
    action.config.CourseDirectory.course_id = course.id
    if slug:
        action.config.CourseDirectory.assignment_id = slug
    action.config.Exchange.path_includes_course = False
    collector = _Collector(action)
    handlers, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        with _time_limit(REQUEST_SECONDS):
            yield action
    except TitoError:
        raise
    except Exception as error:
        # nbgrader's ExchangeError, and whatever a plug-in of the exchange lets through.
        if str(error) not in action.log:
            action.log.append(str(error))
        raise action.failure() from error
    finally:
        logger.handlers, logger.propagate = handlers, propagate


class _Collector(logging.Handler):
    def __init__(self, action: ExchangeAction):
        super().__init__(logging.WARNING)
        self.action = action

    def emit(self, record: logging.LogRecord) -> None:
        cause = f" ({record.exc_info[1]})" if record.exc_info and record.exc_info[1] else ""
        self.action.log.append(record.getMessage() + cause)
        self.action.failed |= record.levelno >= logging.ERROR


@contextlib.contextmanager
def _time_limit(seconds: int):
    """Interrupt a request that hangs: ngshare's client sets no time limit of its own."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_):
        raise TimeoutError(f"no answer within {seconds} s")

    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def _explain(what: str, log: str) -> tuple[str, str]:
    """Turn nbgrader's log into what is wrong and what to do."""
    if "status code 403" in log or "do not have access" in log:
        return (
            f"{what}: the classroom does not list you as a student of this course.",
            "Ask your instructor to enrol you.",
        )
    if "status code 404" in log or "Assignment not found" in log:
        return f"{what}: it is not released yet.", "Your instructor decides when."
    if "status code 413" in log or "Directory size is too big" in log or "Content Too Large" in log:
        return (
            f"{what}: it is larger than the classroom accepts.",
            "Clear the notebook's outputs (Edit, Clear Outputs of All Cells), move large files out of its folder and try again.",
        )
    if "status code 401" in log:
        return (
            f"{what}: the classroom does not accept this server's token.",
            "Stop and start your server, then try again.",
        )
    # A proxy's error page follows on further lines.
    detail = (log.strip().splitlines() or ["it gave no reason"])[0][:200]
    return (
        f"{what}: the classroom's exchange does not answer as it should: {detail}",
        "Your work is safe on disk. Try again in a few minutes; if it stays, show this to your instructor.",
    )
