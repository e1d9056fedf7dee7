"""When modules are released and due. Every time has a time of day; one without an offset is in the course's time zone."""
import re
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator

from curriculum.course.entries import Entry


def _moment(value):
    # A bare date would mean midnight at its beginning, which no author means by "due on Friday".
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", value):
        return datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value
    raise ValueError('write date and time of day, as in "2026-09-15T23:59" or "2026-09-15T23:59+02:00"')


Moment = Annotated[datetime, BeforeValidator(_moment)]


class Window(Entry):
    """When a module is released and due; aware of the time zone once the course is loaded."""

    release: Moment | None = None
    due: Moment | None = None

    def in_zone(self, zone: ZoneInfo) -> "Window":
        """The same window; times without an offset are taken to be in `zone`."""
        aware = {key: moment if moment is None or moment.tzinfo else moment.replace(tzinfo=zone)
                 for key, moment in self}
        return Window.model_construct(**aware)
