"""Chooses the submissions that people look at: a fixed share, spread over the scores, the same on every run.

Pure but for the salt's file; `review_queue` queues those who are drawn.
"""

import hashlib
import os
import secrets
from pathlib import Path

from ..errors import GradingError
from ..settings import site_settings

BANDS = ((1.0, "full marks"), (0.8, "80 to 100 %"), (0.5, "50 to 80 %"), (0.0, "below 50 %"))


def band(fraction: float) -> str:
    """The score band of a fraction of the maximum."""
    return next(name for least, name in BANDS if fraction >= least - 1e-9)


def choose(
    fractions: dict[str, float], rate: float, salt: bytes, assignment: str, kept: set[str] = frozenset()
):
    """Students to review: `rate` of them (rounded, at least one), shared out over the bands by largest
    remainder.

    Students in `kept` stay chosen. The order within a band depends on the salt alone, so late arrivals and
    new scores move nobody out.
    """
    if not fractions or rate <= 0:
        return set(kept) & set(fractions)
    chosen = set(kept) & set(fractions)
    by_band: dict[str, list[str]] = {name: [] for _, name in BANDS}
    for student in sorted(
        fractions, key=lambda s: hashlib.sha256(salt + f"|{assignment}|{s}".encode()).digest()
    ):
        by_band[band(fractions[student])].append(student)
    total = max(1, int(len(fractions) * rate + 0.5))
    quota = {name: total * len(students) / len(fractions) for name, students in by_band.items()}
    places = {name: int(share) for name, share in quota.items()}
    for name in sorted(quota, key=lambda n: (-(quota[n] - places[n]), n))[: total - sum(places.values())]:
        places[name] += 1
    free = {name: [s for s in students if s not in chosen] for name, students in by_band.items()}
    lacking = {name: places[name] - sum(s in chosen for s in by_band[name]) for name in by_band}
    while len(chosen) < total:
        name = max((n for n in free if free[n]), key=lambda n: (lacking[n], n))
        chosen.add(free[name].pop(0))
        lacking[name] -= 1
    return chosen


def choose_doubles(
    chosen: set[str], free: set[str], rate: float, salt: bytes, assignment: str, kept: set[str] = frozenset()
) -> set[str]:
    """Students of the sample whom two people review: `rate` of `chosen`, rounded, as far as `free` reaches.

    `kept` stay. `free` are those whom nobody has begun to review.
    """
    doubles = set(kept) & chosen
    wanted = int(len(chosen) * rate + 0.5)
    for student, _ in order([(student, 2) for student in free - doubles], salt, assignment):
        if len(doubles) >= wanted:
            break
        doubles.add(student)
    return doubles


def order(slots: list, salt: bytes, assignment: str) -> list:
    """(student, place) in an order that depends on the salt alone."""
    return sorted(slots, key=lambda r: hashlib.sha256(salt + f"|{assignment}|{r[0]}|{r[1]}".encode()).digest())


def salt_of(folder: Path) -> bytes:
    """The course's secret salt, made on first use; GRADING_REVIEW_SALT_FILE names another."""
    if file := site_settings().review_salt_file:
        try:
            return file.read_bytes().strip()
        except OSError as error:
            raise GradingError(f"GRADING_REVIEW_SALT_FILE: {file} cannot be read ({error.strerror}).") from error
    path = folder / "salt"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_bytes().strip()
