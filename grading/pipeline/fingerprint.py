"""What has to be graded and why: who handed in, and the fingerprint of all that can change a grade.

Grades nothing.
"""

import hashlib
import json
from collections import Counter

from .. import SCORER_VERSION
from ..assignments.template import Template
from ..course.directory import CourseDir
from ..errors import GradingError
from ..settings import Settings, sandbox_files
from .late_penalty import LatePenalty

PARTS = {
    "source": "the assignment",
    "image": "the sandbox image",
    "scorer": "the scoring rule",
    "limits": "a limit",
    "reference": "the reference of earlier modules",
    "checks": "a value check",
    "late": "the due date or the late penalty",
}


def common_fingerprint(
    template: Template, image: str, settings: Settings, late: LatePenalty, checks: str
) -> dict[str, str]:
    """What all submissions of a batch have in common, by the names of PARTS."""
    limits = [f"{settings.timeout_seconds:g} s", f"{settings.memory_mb} MB", settings.runtime]
    return {
        "source": template.version,
        "image": image,
        "scorer": SCORER_VERSION,
        "limits": ", ".join(filter(None, limits)),
        "reference": _digest(sandbox_files(settings)),
        "checks": checks,
        "late": _digest(late.dependencies(template.due)),
    }


def fingerprint_of(submission: str, common: dict[str, str]) -> str:
    """The fingerprint of a submission with this digest. Equal ones mean that grading again would change nothing."""
    return json.dumps({"submission": submission, **common}, sort_keys=True)


def submission_of(fingerprint: str) -> str | None:
    """The digest of the submission in a fingerprint; None in one of an older grader or of a doubted grade."""
    try:
        return json.loads(fingerprint)["submission"]
    except (ValueError, KeyError, TypeError):
        return None


def why_again(old: list[str], common: dict[str, str]) -> list[str]:
    """How many unchanged submissions are graded again, a sentence per cause. `old` are their fingerprints in the journal."""
    changed = Counter()
    for fingerprint in old:
        before = json.loads(fingerprint)
        changed.update(PARTS[name] for name in PARTS if before.get(name) != common[name])
    return [f"{count} unchanged submissions are graded again because {what} changed" for what, count in changed.items()]


def _digest(value) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def pick_students(course: CourseDir, assignment: str, wanted: list[str]) -> list[str]:
    """The students to grade: all who submitted, or those of `wanted`; GradingError for one who did not."""
    submitted = course.submitted_students(assignment)
    unknown = sorted(set(wanted) - set(submitted))
    if unknown:
        raise GradingError(
            f"no submission of {assignment} by {', '.join(unknown)} is in "
            f"{course.path('submitted', '', assignment)}: collect first, or mend the name."
        )
    return [student for student in submitted if not wanted or student in wanted]
