"""Answers to checks as plain numbers: whether they are any, and whether two have the same within a tolerance.

Holds no object of a student, and knows no assignment.
"""

import math

from notebooks.limits import ANSWER_DEPTH, ANSWER_LETTERS, ANSWER_NUMBERS


def checked(answer) -> object:
    """A sandbox's answer as nested lists of (shape, numbers). Raises ValueError, with the reason, for anything else."""
    if not answer or not isinstance(answer, dict):
        raise ValueError("no answer")
    if isinstance(fault := answer.get("fault"), str):
        raise ValueError("".join(char for char in fault[:ANSWER_LETTERS] if char.isprintable()))
    return _checked(answer.get("values"), [ANSWER_NUMBERS], 0)


def kept(answer) -> dict:
    """What of a sandbox's answer is kept until the verdict: the values as they are checked, or why there are none.

    All else would be the memory of the grader: a student's process may answer with megabytes of empty lists.
    """
    forged = {"forged": True} if isinstance(answer, dict) and answer.get("forged") else {}
    try:
        return forged | {"values": _written(checked(answer))}
    except ValueError as fault:
        return forged | {"fault": str(fault)}


def _written(value) -> dict:
    if isinstance(value, list):
        return {"list": [_written(part) for part in value]}
    return {"shape": list(value[0]), "numbers": list(value[1])} if isinstance(value, tuple) else {"text": value}


def _checked(raw, room, depth):
    match raw:
        case {"list": list(parts)} if depth < ANSWER_DEPTH and len(parts) <= 100:
            return [_checked(part, room, depth + 1) for part in parts]
        case {"shape": list(shape), "numbers": list(numbers)} if len(shape) <= 32:
            room[0] -= len(numbers)
            whole = all(type(n) is int and 0 <= n <= ANSWER_NUMBERS for n in shape)
            if room[0] >= 0 and whole and math.prod(shape) == len(numbers) and all(type(n) is float for n in numbers):
                return tuple(shape), tuple(numbers)
        case {"text": None | str() as text} if len(text or "") <= ANSWER_LETTERS:
            return text
    raise ValueError("the answer is not made of numbers")


def right(answer, wanted, rtol: float, atol: float) -> bool:
    """Whether a sandbox's answer has the values of the reference's."""
    try:
        return alike(checked(wanted), checked(answer), rtol, atol)
    except ValueError:
        return False


def alike(wanted, found, rtol: float, atol: float) -> bool:
    """Whether two checked answers have one form and the same numbers within the tolerance."""
    if isinstance(wanted, list):
        return (isinstance(found, list) and len(wanted) == len(found)
                and all(alike(w, f, rtol, atol) for w, f in zip(wanted, found, strict=True)))
    if not isinstance(wanted, tuple):
        return type(wanted) is type(found) and wanted == found
    if not isinstance(found, tuple) or wanted[0] != found[0]:
        return False
    return all(w == f or (math.isnan(w) and math.isnan(f)) or (math.isfinite(w) and abs(w - f) <= atol + rtol * abs(w))
               for w, f in zip(wanted[1], found[1], strict=True))
