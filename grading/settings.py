"""Every variable GRADING_* that the grader reads, with defaults that work for any course directory.

`SiteSettings` is the same for all assignments, `Settings` are those of one. An assignment that is a module of the course also
takes its limits, its review rate and the earlier modules' reference from course.yml and the installed package.
"""

import importlib.util
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from .errors import GradingError

PREFIX = "GRADING_"
# An error names the variable and never shows what was given.
READING = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True)


class SiteSettings(BaseSettings):
    """Where the grader works and who reviews for it at this site, as the environment says."""

    model_config = READING

    course_dir: Path | None = Field(None, description="the course directory; default: the working directory")
    config_dir: Path | None = Field(
        None, description="the only directory that nbgrader's configuration is read from; default: wherever nbgrader looks"
    )
    records_dir: Path | None = Field(
        None, description="directory of grading.db, and of gradebook.db; default: `.grading/` and the course directory"
    )
    database_url: SecretStr | None = Field(
        None, description="secret: database of the grader's records, and in a classroom of the gradebook; default: files there"
    )
    socket: Path = Field(
        Path("/srv/course/.grading/grader.sock"), description="Unix socket on which formgrader's buttons reach the grader"
    )
    tas: str = Field("", description="who reviews the sample, separated by commas; default: the hub's group `ta`")
    review_salt_file: Path | None = Field(
        None, description="file of the secret that chooses the review sample; default: `.grading/salt`, made at first use"
    )


class Choices(BaseModel, frozen=True):
    """Limits and choices that are a site's."""

    sandbox_image: str = Field("tinytorch-student:latest", description="image of the sandboxes")
    runtime: str = Field("", description="Docker's runtime of the sandboxes, such as `runsc`; default: the engine's own")
    timeout_seconds: float = Field(300, gt=0, description="seconds for a whole submission; default: course.yml, else 300")
    memory_mb: int = Field(1024, ge=128, description="memory of a submission in MB")
    workers: int | None = Field(None, ge=1, description="sandboxes at once; default: one per CPU")
    cluster: str | None = Field(None, description="address of a Dask scheduler; default: this machine alone")
    ready_seconds: float = Field(
        1800, ge=0, description="seconds for which the grader behind the buttons keeps a sandbox for each worker ready; 0: none"
    )
    label: str = Field("grading", description="value of the label `org.tinytorch.classroom` on sandboxes")
    extra_credit_on_tests: bool = Field(
        False, description="whether people may give extra credit on cells that a test grades; default: course.yml, else no"
    )
    min_free_mb: int = Field(500, ge=0, description="room in MB that the course directory's disk must have")


class GivenChoices(BaseSettings, Choices):
    """Those of them that the environment gives; the others are unset."""

    model_config = READING


class Settings(Choices, frozen=True):
    """Limits and choices for one assignment: a site's, the course's, and what follows from the assignment."""

    critical: bool = Field(False, description="whether a share of the submissions is reviewed by people")
    review_rate: float = Field(0.20, ge=0, le=1)
    double_review_rate: float = Field(0.25, ge=0, le=1, description="share of these that two people review")
    double_review_tolerance: float = Field(0.25, ge=0, le=1, description="of a cell's points")
    due: datetime | None = Field(None, description="by the calendar of course.yml, when the assignment is a module")
    module: int | None = Field(None, description="number of the module, when the assignment is one")
    earlier: tuple[str, ...] = Field((), description="export paths of the modules before it: core.tensor")


def variable(field: str) -> str:
    """Name of the environment variable of a field."""
    return PREFIX + field.upper()


def site_settings() -> SiteSettings:
    """What the environment says now. Raises GradingError for what cannot be used."""
    return _valid(SiteSettings)


def settings_for(assignment: str, **overrides) -> Settings:
    """Settings of an assignment: defaults, course.yml, environment, then `overrides` that are not None.

    Raises GradingError for what cannot be used.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    return _valid(Settings, **_from_course(assignment) | _valid(GivenChoices).model_dump(exclude_unset=True) | given)


def _valid(kind: type[BaseModel], **values):
    try:
        return kind(**values)
    except ValidationError as error:
        of_environment = SiteSettings.model_fields | Choices.model_fields
        faults = "; ".join(
            f"{variable(field) if (field := str(f['loc'][0])) in of_environment else field}: {f['msg']}" for f in error.errors()
        )
        raise GradingError(f"a setting cannot be used: {faults}") from error


def full_name(assignment: str) -> str:
    """The assignment id meant by "01", "1" or "tensor" if it is a module of the course; else itself."""
    try:
        from curriculum.course import load_course

        return load_course().module(assignment).slug
    except (ImportError, LookupError, ValueError, OSError):
        return assignment


def local(moment: datetime) -> datetime:
    """The moment in the course's time zone, as students are told of it; in UTC where there is no course.yml to read."""
    try:
        from curriculum import course

        return course.local(moment)
    except (ImportError, ValueError, OSError):
        return moment.astimezone(UTC)


def _from_course(assignment: str) -> dict:
    try:
        from curriculum.course import CourseError, UnknownEntry, load_course
    except ImportError:
        return {}
    try:
        course = load_course()
        module = course.module(assignment)
    except UnknownEntry:
        return {}
    except (CourseError, OSError) as error:
        raise GradingError(f"the course cannot be read: {error}") from error
    if module.slug != assignment:
        return {}
    return {
        "timeout_seconds": course.grading.timeout_seconds,
        "review_rate": course.grading.review_rate,
        "double_review_rate": course.grading.double_review_rate,
        "double_review_tolerance": course.grading.double_review_tolerance,
        "extra_credit_on_tests": course.grading.extra_credit_on_tests,
        "critical": module.critical,
        "due": course.window(module.slug).due,
        "module": module.number,
        "earlier": tuple(m.exports for m in course.modules if m.built and m.number < module.number),
    }


def sandbox_files(settings: Settings) -> dict[str, str]:
    """Reference modules before this one, as files: the student's own earlier work is not used."""
    found = importlib.util.find_spec("tinytorch") if settings.earlier else None
    files = {}
    for export in settings.earlier:
        path = Path(found.origin).parent.joinpath(*export.split(".")).with_suffix(".py") if found else None
        if path is None or not path.is_file():
            raise GradingError(
                f"the reference of {export} is not installed next to the grader: use the staff image, "
                "or run from a checkout."
            )
        files[f"reference/tinytorch/{export.replace('.', '/')}.py"] = path.read_text()
    return files


def sandbox_preload(settings: Settings) -> list[str]:
    """Modules imported once for all submissions; also, what they were before any student code is known."""
    return [f"tinytorch.{export}" for export in settings.earlier]


def sandbox_env(settings: Settings) -> dict[str, str]:
    """Environment of the sandbox: only references below the module being graded can be imported."""
    if settings.module is None:
        return {}
    return {"TINYTORCH_OVERLAY": "off", "TINYTORCH_REFERENCE": "/sandbox/reference"}
