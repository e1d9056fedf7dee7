"""The state of a student's work in an assignment: one rule and one wording, for `grading status`, the files and the dashboard."""

from ..pipeline.pending import DOUBTFUL

WAITS = "waits for a person"
# By state: what it means, in the order in which people should care. docs/instructors.md says what to do about each.
MEANINGS = {
    WAITS: "points by a person are missing, or a sampled cell is unread",
    "problem": "could not be read",
    DOUBTFUL: "the sandbox broke while this was graded",
    "not graded": "the newest submission has no grade",
    "not collected": "it could not be collected",
    "flagged": "graded, with something odd",
    "graded": "done",
    "graded elsewhere": "the gradebook has points that this grader did not give",
    "no submission": "nothing came",
}


def state_of(recorded: str | None, *, handed_in: bool, waits: bool, ungraded: str | None, not_collected: bool) -> str:
    """One of MEANINGS.

    `recorded` is the journal's state of the grade, None without one; `ungraded` why the newest submission has no grade that
    can stand; `handed_in` whether the gradebook has a submission; `waits` whether it has a box that waits.
    """
    if ungraded:
        return DOUBTFUL if recorded == DOUBTFUL else "not graded"
    if waits and recorded != "problem":
        return WAITS
    if recorded:
        return recorded
    if handed_in:
        return "graded elsewhere"
    return "not collected" if not_collected else "no submission"
