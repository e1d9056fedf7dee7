"""Reads and checks course.yml. What is wrong with it is told in lines that its author can act on."""
import os
from pathlib import Path

import yaml
from pydantic import ValidationError

from curriculum.course.errors import CourseError
from curriculum.course.schema import Course

# The same rules in C, where PyYAML was built with them: a tenth of the time, of every command.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
COURSE_FILE = Path(__file__).resolve().parents[1] / "course.yml"

_SPELLING = {
    "id": "use lower-case letters, digits and hyphens",
    "name": "use lower-case letters, digits and underscores",
    "slug": "write number, year and name, such as 01_1957_perceptron",
    "exports": "write core. and the module's file name without .py, such as core.tensor",
}


def load_course(path: str | os.PathLike | None = None) -> Course:
    """Read and check the course: `path`, else $TINYTORCH_COURSE_FILE, else the one of this package.

    Raises CourseError, whose text names each wrong entry and what to write instead.
    """
    file = Path(path) if path else course_file()
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        raise CourseError(f"{file}: cannot be read ({error.strerror})") from None
    except yaml.YAMLError as error:
        raise CourseError(f"{file}: not valid YAML: {error}") from None
    if not isinstance(raw, dict):
        raise CourseError(f"{file}: expected keys such as `id:` and `modules:` at the top level")
    try:
        return Course.model_validate(raw)
    except ValidationError as error:
        raise CourseError("\n".join(f"{file}: {line}" for line in _explain(error, raw))) from None


def course_file() -> Path:
    """The file that describes the course here."""
    return Path(os.environ.get("TINYTORCH_COURSE_FILE") or COURSE_FILE)


def _explain(error: ValidationError, raw: dict):
    """pydantic's findings as lines a course author can act on."""
    for found in error.errors():
        if not found["loc"]:
            yield from str(found["ctx"]["error"]).split("\n")
            continue
        *path, key = found["loc"]
        place, value = "", raw
        for step in path:
            value = value[step]
            if isinstance(step, int) and "number" in value:
                title = value.get("slug") or value.get("name")
                step = f"entry {step + 1} ({title})"
            place += f"{step}: "
        if found["type"] == "missing":
            problem = "is missing; add it"
        elif found["type"] == "extra_forbidden":
            problem = "is not a known key; correct its spelling or remove it"
        elif found["type"] == "string_pattern_mismatch":
            problem = f"{found['input']!r} is malformed; {_SPELLING.get(key, _SPELLING['name'])}"
        else:
            problem = f"{found['msg'].removeprefix('Value error, ')} (found {found['input']!r})"
        yield f"{place}{key}: {problem}"
