"""Points and comments as a person types them: taken exactly, or refused with a sentence; never bent to what fits."""

import math
import re

from tornado import web

LONGEST_COMMENT = 50_000  # letters
UNKEEPABLE = re.compile("[\0\ud800-\udfff]")  # halves of a pair are no text, and NUL ends it for some who read it


def number(given, name: str) -> float | None:
    """A number of points; None for an empty box. A decimal comma is a decimal point."""
    if given is None or given == "":
        return None
    try:
        value = float(given.strip().replace(",", ".") if isinstance(given, str) else given)
    except (TypeError, ValueError, OverflowError) as error:
        raise web.HTTPError(400, f"{str(given)[:20]!r} is not a number of points for {name}. Nothing was saved.") from error
    if isinstance(given, bool) or not math.isfinite(value):
        raise web.HTTPError(400, f"{str(given)[:20]!r} is not a number of points for {name}. Nothing was saved.")
    return value


def counted(number: float) -> str:
    """1 point, 1.5 points."""
    return f"{number:g} point{'' if number == 1 else 's'}"


def points(body, grade, on_tests: bool = False) -> dict:
    """`manual_score` and `extra_credit` of a request's body. Raises 400 unless each is 0 to the cell's maximum.

    Extra credit goes beside points that a person gives, and to tested cells only where the course has it `on_tests`.
    """
    if not isinstance(body, dict):
        raise web.HTTPError(400, "The request holds no points. Nothing was saved.")
    name, most = grade.name, grade.max_score
    score, extra = (number(body.get(key), name) for key in ("manual_score", "extra_credit"))
    if score is not None and not 0 <= score <= most:
        raise web.HTTPError(
            400, f"{counted(score)} cannot be given for {name}: it has 0 to {most:g}; more is extra credit. Nothing was saved."
        )
    if extra is not None and not 0 <= extra <= most:
        raise web.HTTPError(
            400, f"{counted(extra)} of extra credit cannot be given for {name}: at most as many as it has, {most:g}. "
            "Nothing was saved."
        )
    if extra and not on_tests and not by_hand(grade):
        raise web.HTTPError(
            400, f"{name} is graded by its test, so there is no extra credit for it: empty that box. Nothing was saved."
        )
    if extra and score is None:
        raise web.HTTPError(400, f"Extra credit for {name} goes beside its points: type these first. Nothing was saved.")
    return {"manual_score": score, "extra_credit": extra}


def by_hand(grade) -> bool:
    """Whether a person gives this cell its points: it is an answer or a task, and so has a comment of the same name."""
    return any(comment.cell.name == grade.name for comment in grade.notebook.comments)


def comment(body) -> dict:
    """`manual_comment` of a request's body."""
    text = body.get("manual_comment") if isinstance(body, dict) else 0
    if not isinstance(text, str | None) or len(text or "") > LONGEST_COMMENT:
        raise web.HTTPError(400, f"A comment is text of at most {LONGEST_COMMENT} letters. Nothing was saved.")
    if text and (sign := UNKEEPABLE.search(text)):
        raise web.HTTPError(
            400, f"The comment has a sign that cannot be kept, U+{ord(sign[0]):04X}, at place {sign.start() + 1}: take it out. "
            "Nothing was saved."
        )
    return {"manual_comment": text}
