"""Times as a learner reads them: in one form and the course's zone; pages find them in a sentence and show the reader's zone."""

import re
from datetime import UTC, datetime

from tito.course import local

# 2026-09-15 23:04 CEST, and with seconds where two could be within a minute.
SHOWN = re.compile(r"\b(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) ([A-Z]{2,5}|[+-]\d{2,4})(?!\w)")


def shown(at: datetime, seconds: bool = False) -> str:
    """The form: "2026-09-15 23:04:10 CEST"."""
    return f"{local(at):%Y-%m-%d %H:%M{':%S' * seconds} %Z}"


def meant(found: re.Match) -> datetime | None:
    """The time of a match of SHOWN; None for one of another zone than the course's."""
    there = local(datetime.now(UTC)).tzinfo
    for fold in (0, 1):  # an hour is there twice when summer ends
        at = datetime.fromisoformat(found[1]).replace(tzinfo=there, fold=fold)
        if at.strftime("%Z") == found[2]:
            return at
    return None


def moment_of(stamp: str) -> datetime | None:
    """The time of an exchange's time stamp; ngshare's do not name UTC, nbgrader's end with it. None if it is none."""
    try:
        return datetime.fromisoformat(stamp.removesuffix(" UTC")).replace(tzinfo=UTC)
    except ValueError:
        return None


def short_time(stamp: str) -> str:
    """An exchange's time stamp as people read it."""
    at = moment_of(stamp)
    return shown(at, seconds=True) if at else stamp
