"""The time of day in records and on pages: UTC, and saying so. Containers and hosts have time zones of their own."""

from datetime import UTC, datetime


def now(precision: str = "seconds") -> str:
    """The present as text: 2026-03-01 10:00:00+00:00."""
    return datetime.now(UTC).isoformat(" ", precision)


def moment(text: str) -> datetime:
    """A recorded time, in UTC. One without a zone is of an older grader, which wrote its own local time."""
    return datetime.fromisoformat(text).astimezone(UTC)
