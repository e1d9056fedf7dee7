"""The course as data: the schema of course.yml, and `load_course`, which reads and checks it.

Hub, grader and tito know the curriculum through this file alone. It opens no notebook and builds nothing.
"""
import difflib
import functools
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

COURSE_FILE = Path(__file__).with_name("course.yml")

Tier = Literal["foundation", "architecture", "optimization", "capstone"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
ImportPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]


class CourseError(ValueError):
    """course.yml cannot be used. The message has one line per fault: the file, the entry, the fix."""


class UnknownEntry(LookupError):
    """Somebody asked for a module or milestone that the course does not have."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Module(_Entry):
    """One module. `exports` is relative to the package: core.tensor is tinytorch/core/tensor.py."""

    number: int = Field(ge=1, le=99)
    name: Name
    title: str
    summary: str
    tier: Tier
    difficulty: int = Field(ge=1, le=4)
    hours: list[int] = Field(min_length=2, max_length=2, description="from, to")
    prerequisites: list[int]
    points: int = Field(ge=1)
    critical: bool = False
    built: bool = False
    exports: Annotated[str, Field(pattern=r"^core\.[a-z][a-z0-9_]*$")]
    aliases: list[ImportPath] = Field([], description="other import paths of the same module")
    provides: list[str] = Field(min_length=1, description="public names; tinytorch offers them all")
    terms: list[str] = Field([], description="words of the field that the text of its notebook introduces and uses")
    facade: Literal["nn", "optim", "data", "perf"] | None = Field(None, description="subpackage with them")

    @property
    def label(self) -> str:
        """The number as it is shown: "01"."""
        return f"{self.number:02d}"

    @property
    def slug(self) -> str:
        """Directory name, nbgrader assignment id and notebook stem: "01_tensor"."""
        return f"{self.label}_{self.name}"


class Part(_Entry):
    """One experiment of a milestone. `within` says what each figure that it measures must be: [least, most]."""

    name: Name
    title: str
    needs: list[int] = Field(min_length=1, description="the modules that it runs on")
    within: dict[Name, Annotated[list[float], Field(min_length=2, max_length=2)]] = Field(min_length=1)


class Milestone(_Entry):
    """A historical result that the student's own package must reach."""

    number: int = Field(ge=1)
    slug: Annotated[str, Field(pattern=r"^\d\d_\d{4}_[a-z][a-z0-9_]*$")]
    title: str
    years: list[int] = Field(min_length=1)
    tier: Tier
    difficulty: int = Field(ge=1, le=4)
    prerequisites: list[int] = Field(min_length=1)
    criteria: str = Field(description="success in words")
    built: bool = False
    parts: list[Part] = Field([], description="the same in figures, in the order in which they run")

    @property
    def label(self) -> str:
        return f"{self.number:02d}"

    def part(self, name: str) -> Part:
        """The part called `name`. Raises UnknownEntry."""
        for part in self.parts:
            if part.name == name:
                return part
        known = ", ".join(part.name for part in self.parts)
        raise UnknownEntry(f"milestone {self.label} has no part {name!r}; its parts are {known}")


class Grading(_Entry):
    timeout_seconds: int = Field(gt=0, description="for a whole submission")
    review_rate: float = Field(ge=0, le=1, description="share of critical modules that people review")
    double_review_rate: float = Field(0.25, ge=0, le=1, description="share of these that two people read")
    double_review_tolerance: float = Field(0.25, ge=0, le=1, description="of a cell's points: up to it the mean counts")
    extra_credit_on_tests: bool = Field(False, description="whether people may give it on cells that a test grades")


def _moment(value):
    # A bare date would mean midnight at its beginning, which no author means by "due on Friday".
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", value):
        return datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value
    raise ValueError('write date and time of day, as in "2026-09-15T23:59" or "2026-09-15T23:59+02:00"')


Moment = Annotated[datetime, BeforeValidator(_moment)]


class Window(_Entry):
    """When a module is released and due; aware of the time zone once the course is loaded."""

    release: Moment | None = None
    due: Moment | None = None

    def in_zone(self, zone: ZoneInfo) -> "Window":
        """The same window; times without an offset are taken to be in `zone`."""
        aware = {key: moment if moment is None or moment.tzinfo else moment.replace(tzinfo=zone)
                 for key, moment in self}
        return Window.model_construct(**aware)


class Course(_Entry):
    """The whole course; see course.yml for the meaning of each key."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    version: str
    timezone: str = "UTC"
    grading: Grading
    calendar: dict[str | int, Window] = {}
    unlocked: list[int] = []
    modules: list[Module] = Field(min_length=1)
    milestones: list[Milestone] = []

    @property
    def built_modules(self) -> list[Module]:
        return [module for module in self.modules if module.built]

    def module(self, key: str | int) -> Module:
        """The module called `key`: 1, "1", "01", "tensor" or "01_tensor". Raises UnknownEntry."""
        return _find(self.modules, key, "module", lambda m: (m.name, m.slug))

    def milestone(self, key: str | int) -> Milestone:
        """The milestone called `key`: 1, "01" or its slug. Raises UnknownEntry."""
        return _find(self.milestones, key, "milestone", lambda m: (m.slug,))

    def window(self, key: str | int) -> Window:
        """Release and due time of a module, in the course's time zone unless the file gave an offset."""
        return self.calendar.get(self.module(key).slug, Window())

    @model_validator(mode="after")
    def _consistent(self):
        faults = list(_faults(self))
        if faults:
            raise ValueError("\n".join(faults))
        zone = ZoneInfo(self.timezone)
        # The file may say 1, "01" or "tensor"; from here on the slug is the only key.
        calendar = {self.module(key).slug: window.in_zone(zone) for key, window in self.calendar.items()}
        object.__setattr__(self, "calendar", calendar)
        return self


_SPELLING = {
    "id": "use lower-case letters, digits and hyphens",
    "name": "use lower-case letters, digits and underscores",
    "slug": "write number, year and name, such as 01_1957_perceptron",
    "exports": "write core. and the module's file name without .py, such as core.tensor",
}


def load_course(path: str | os.PathLike | None = None) -> Course:
    """Read and check the course: `path`, else $TINYTORCH_COURSE_FILE, else the file beside this one.

    Raises CourseError, whose text names each wrong entry and what to write instead.
    """
    file = Path(path) if path else _file()
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
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


def local(moment: datetime) -> datetime:
    """The moment in the course's time zone, as people are told of it. Raises CourseError."""
    file = _file()
    return moment.astimezone(_zone(file, file.stat().st_mtime_ns if file.is_file() else 0))


@functools.lru_cache(maxsize=1)
def _zone(file: Path, changed: int) -> ZoneInfo:
    # A page asks for every line of a class; the file is read again when it has changed.
    return ZoneInfo(load_course(file).timezone)


def _file() -> Path:
    return Path(os.environ.get("TINYTORCH_COURSE_FILE") or COURSE_FILE)


def _find(entries, key, kind, names):
    text = str(key).strip()
    for entry in entries:
        if text in names(entry) or (text.isdecimal() and int(text) == entry.number):
            return entry
    known = [name for entry in entries for name in names(entry)]
    close = difflib.get_close_matches(text, known, 1)
    hint = f"did you mean {close[0]}?" if close else f"the course has {kind}s 1 to {len(entries)}"
    raise UnknownEntry(f"no {kind} {text!r}: {hint}")


def _faults(course: Course):
    """What the types cannot say, one sentence per fault."""
    for kind, entries in (("module", course.modules), ("milestone", course.milestones)):
        for place, entry in enumerate(entries, 1):
            if entry.number != place:
                yield f"{kind}s: entry {place} has number {entry.number}; number them 1, 2, 3 and so on"
                return  # Everything below refers to modules by number and would only add noise.
    numbers = {module.number for module in course.modules}
    seen: dict[str, str] = {}
    providers: dict[str, str] = {}
    for module in course.modules:
        late = [n for n in module.prerequisites if n not in numbers or n >= module.number]
        if late:
            yield f"modules: {module.slug}: prerequisites {late} must be modules before {module.label}"
        for name in (module.slug, module.name, module.exports, *module.aliases):
            if seen.setdefault(name, module.slug) != module.slug:
                yield f"modules: {module.slug}: {name!r} already belongs to {seen[name]}; choose another"
        for name in module.provides:
            if providers.setdefault(name, module.slug) != module.slug:
                yield f"modules: {module.slug}: provides {name}, and so does {providers[name]}; rename one"
        if module.hours != sorted(module.hours):
            yield f"modules: {module.slug}: hours {module.hours} must be [from, to]"
    for milestone in course.milestones:
        missing = [n for n in milestone.prerequisites if n not in numbers]
        if missing:
            yield f"milestones: {milestone.slug}: prerequisites {missing} are not modules of the course"
        if milestone.built and not milestone.parts:
            yield f"milestones: {milestone.slug}: built, so it needs parts"
        for part in milestone.parts:
            unmet = [n for n in part.needs if n not in numbers]
            if unmet:
                yield f"milestones: {milestone.slug}: {part.name}: needs {unmet}, not modules of the course"
            for name, (least, most) in part.within.items():
                if least > most:
                    yield f"milestones: {milestone.slug}: {part.name}: {name} must be [least, most]"
        if not milestone.slug.startswith(milestone.label):
            yield f"milestones: {milestone.slug}: the slug must begin with {milestone.label}"
    for number in course.unlocked:
        if number not in numbers:
            yield f"unlocked: {number} is not a module of the course"
    try:
        zone = ZoneInfo(course.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"timezone: {course.timezone!r} is unknown; write a name such as Europe/Berlin or UTC"
        return
    for key, window in course.calendar.items():
        try:
            course.module(key)
        except UnknownEntry as error:
            yield f"calendar: {error}"
        window = window.in_zone(zone)
        if window.release and window.due and window.due <= window.release:
            yield f"calendar: {key}: due ({window.due}) must come after release ({window.release})"


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
