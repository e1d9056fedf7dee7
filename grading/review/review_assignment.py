"""Shares the review sample out over the graders, and chooses the submissions that two of them read.

Who has begun to read keeps what they have begun; the rest is evened out. Marks nothing in the gradebook.
"""

from ..records.readings import Readings
from ..records.session import Session
from .allocation import allot
from .sampling import choose_doubles, order, salt_of


def share_out(session: Session, chosen: set[str], graders: list[str]) -> None:
    """Say who reads what, and which submissions two people read; nothing moves that somebody has begun."""
    readings, assignment, salt = Readings(session.journal.db), session.assignment, salt_of(session.course.private)
    if not graders:
        session.report.say("no teaching assistant is known, so the sample is for whoever opens it (--ta NAME names them)")
        return
    begun = _begun(session, readings)
    doubles = set(readings.doubles(assignment))
    if len(graders) > 1:
        closed = {s for s, row in session.journal.reviews(assignment).items() if row["state"] != "open"}
        free = chosen - begun.keys() - closed
        wanted = choose_doubles(chosen, free, session.settings.double_review_rate, salt, assignment, doubles)
        for student in sorted(wanted - doubles):
            key = session.journal.work_digest(assignment, student)
            readings.open_double(assignment, student, key, session.settings.double_review_tolerance)
        doubles = wanted
    wanted = order([(student, 1) for student in chosen] + [(student, 2) for student in doubles & chosen], salt, assignment)
    held = _with_actual_readers(readings.readers(assignment), begun)
    done = {reading for reading, grader in held.items() if grader in begun.get(reading[0], ())}
    elsewhere = readings.loads_elsewhere(assignment)
    shared = allot(wanted, graders, held, done, rank=lambda grader: (elsewhere.get(grader, 0), grader))
    readings.share_out(assignment, shared)
    session.report.say(
        f"{len(shared)} readings are shared out over {', '.join(graders)}; {len(doubles)} submissions are read by two"
    )
    if alone := sorted(student for student, place in set(wanted) - set(shared)):
        session.report.say(f"nobody may read {', '.join(alone)} (once more): it is their own, or there is no second grader")


def _begun(session: Session, readings: Readings) -> dict[str, list[str]]:
    """Who has given points for the present work of each student, in the order in which they began."""
    begun: dict[str, list[str]] = {}
    present = [
        row
        for row in readings.saved(session.assignment)
        if row["key"] == session.journal.work_digest(session.assignment, row["student"])
    ]
    # Ballots of older work are gone already.
    rows = [*present, *readings.ballots(session.assignment)]
    for row in rows:
        names = begun.setdefault(row["student"], [])
        if row["grader"] not in names:
            names.append(row["grader"])
    return begun


def _with_actual_readers(held, begun):
    """Who stood in for somebody has that reading from then on, unless the other began as well."""
    for (student, place), grader in sorted(held.items()):
        known = grader, held.get((student, 3 - place))
        others = [name for name in begun.get(student, ()) if name not in known]
        if others and grader not in begun[student]:
            held[student, place] = others[0]
    return held
