"""The time zone of formgrader's pages: the course's, as on all others. nbgrader would take it from a setting of its own."""

from datetime import UTC, datetime

from nbgrader.apps import api

from ..settings import local


def install() -> None:
    """What nbgrader shows of a time of the gradebook."""
    api.as_timezone = lambda moment, _: local(moment.replace(tzinfo=UTC))
    api.to_numeric_tz = lambda _: local(datetime.now(UTC)).strftime("%z")
