"""The time of day: in records UTC, and saying so, on pages the course's. Containers and hosts have time zones of their own."""

from datetime import UTC, datetime

from ..settings import local


def now(precision: str = "seconds") -> str:
    """The present as text: 2026-03-01 10:00:00+00:00."""
    return datetime.now(UTC).isoformat(" ", precision)


def moment(text: str) -> datetime:
    """A recorded time, in UTC. One without a zone is of an older grader, which wrote its own local time."""
    return datetime.fromisoformat(text).astimezone(UTC)


def shown_record(text: str | None) -> str:
    """A recorded time as people read it; empty for none, and as it stands where it is no time."""
    try:
        return shown(moment(text)) if text else ""
    except ValueError:
        return text


def for_files(at: datetime | None) -> str:
    """A time for programs that read what is exported: ISO 8601 in seconds, 2026-03-01T11:00:00+01:00, in the course's zone.

    Without a zone it is the gradebook's: UTC. Empty for none.
    """
    return local(at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat(timespec="seconds") if at else ""


def shown(at: datetime, seconds: bool = True) -> str:
    """A time as people read it, in the course's zone: 2026-03-01 11:00:00 CET. Without a zone it is the gradebook's: UTC."""
    return local(at if at.tzinfo else at.replace(tzinfo=UTC)).strftime(f"%Y-%m-%d %H:%M{':%S' * seconds} %Z")
