"""When modules are released and due. Every time has a time of day; one without an offset is in the course's time zone."""
import re
from datetime import UTC, datetime
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
        """The same window; times without an offset are taken to be in `zone`.

        Work that comes in the minute that is called due is in time. Where clocks are put back and the time is there twice, the
        release is the first and the due time the second.
        """
        release, due = (moment and _aware(moment, zone) for moment in (self.release, self.due))
        if due:
            due = due.replace(fold=0 if is_skipped(due) else 1)
            due = due if due.second else due.replace(second=59, microsecond=999_999)
        return Window.model_construct(release=release, due=due)

    def skipped(self, zone: ZoneInfo) -> list[str]:
        """The entries whose time no clock in `zone` shows, because clocks are put forward over it."""
        return [key for key, moment in self if moment and is_skipped(_aware(moment, zone))]


def is_skipped(moment: datetime) -> bool:
    """Whether clocks are put forward over this time of day: it comes back from UTC as another."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None)


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
