"""course.yml as shipped, and what its author is told when it is wrong."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import yaml

from curriculum.course import COURSE_FILE, CourseError, UnknownEntry, load_course
from curriculum.course.calendar import Window


@pytest.fixture
def changed(tmp_path):
    """Load the shipped course with one value replaced: changed("modules", 4, "points", to=-3)."""

    def load(*path, to):
        data = yaml.safe_load(COURSE_FILE.read_text())
        *parents, key = path
        place = data
        for step in parents:
            place = place[step]
        if to is ...:
            del place[key]
        else:
            place[key] = to
        file = tmp_path / "course.yml"
        file.write_text(yaml.safe_dump(data))
        return load_course(file)

    return load


def test_the_course_has_twenty_modules_and_six_milestones():
    course = load_course()

    assert [m.number for m in course.modules] == list(range(1, 21))
    assert [m.slug for m in course.milestones] == [
        "01_1957_perceptron",
        "02_1969_xor",
        "03_1986_mlp",
        "04_1998_cnn",
        "05_2017_transformer",
        "06_2018_mlperf",
    ]


def test_the_grading_facts_of_the_paper():
    course = load_course()

    assert (course.module(1).points, course.module(5).points) == (60, 100)
    assert [m.number for m in course.modules if m.critical] == [1, 5, 9]
    assert (course.grading.timeout_seconds, course.grading.review_rate) == (300, 0.20)


def test_prerequisites_follow_the_book():
    course = load_course()

    assert course.module("embeddings").prerequisites == [1, 2, 3, 4, 5, 6, 7, 10]
    assert course.module(16).prerequisites == list(range(1, 15))
    assert [m.prerequisites[-1] for m in course.milestones] == [4, 6, 7, 9, 13, 18]


@pytest.mark.parametrize("key", [1, "1", "01", "tensor", "01_tensor"])
def test_a_module_has_many_names(key):
    assert load_course().module(key).slug == "01_tensor"


@pytest.mark.parametrize(
    "key, hint", [("tensr", "did you mean tensor"), ("21", "modules 1 to 20"), (0, "1 to 20")]
)
def test_an_unknown_module_is_refused_with_a_hint(key, hint):
    with pytest.raises(UnknownEntry, match=hint):
        load_course().module(key)


FAULTS = {
    "points below one": (("modules", 4, "points", -3), "modules: entry 5 (autograd): points:"),
    "misspelt key": (("modules", 4, "point", 3), "modules: entry 5 (autograd): point: is not a known key"),
    "missing key": (("modules", 4, "points", ...), "modules: entry 5 (autograd): points: is missing; add it"),
    "missing section": (("grading", ...), "grading: is missing; add it"),
    "text for a number": (("modules", 4, "points", "many"), "points: Input should be a valid integer"),
    "number for a flag": (("modules", 4, "built", 1), "built: Input should be a valid boolean"),
    "unknown tier": (("modules", 4, "tier", "best"), "'architecture'"),
    "gap in the numbers": (("modules", 4, "number", 7), "entry 5 has number 7"),
    "prerequisite of itself": (
        ("modules", 4, "prerequisites", [5]),
        "05_autograd: prerequisites [5] must be",
    ),
    "prerequisite later": (("modules", 4, "prerequisites", [1, 9]), "05_autograd: prerequisites [9] must be"),
    "same name twice": (("modules", 4, "name", "tensor"), "05_tensor: 'tensor' already belongs to 01_tensor"),
    "same file twice": (
        ("modules", 4, "exports", "core.tensor"),
        "'core.tensor' already belongs to 01_tensor",
    ),
    "alias is a module": (
        ("modules", 4, "aliases", ["core.tensor"]),
        "'core.tensor' already belongs to 01_tensor",
    ),
    "same public name": (("modules", 4, "provides", ["ReLU"]), "provides ReLU, and so does 02_activations"),
    "term twice": (("modules", 4, "terms", {"rank": "again"}), "01_tensor has introduced the term 'rank' already"),
    "path for a module": (
        ("modules", 4, "exports", "autograd.py"),
        "'autograd.py' is malformed; write core.",
    ),
    "hours reversed": (("modules", 4, "hours", [8, 6]), "05_autograd: hours [8, 6] must be [from, to]"),
    "milestone of nothing": (
        ("milestones", 0, "prerequisites", [40]),
        "01_1957_perceptron: prerequisites [40]",
    ),
    "milestone slug": (("milestones", 0, "slug", "03_1957_perceptron"), "the slug must begin with 01"),
    "rate above one": (("grading", "review_rate", 20), "grading: review_rate:"),
    "no time limit": (("grading", "timeout_seconds", 0), "grading: timeout_seconds:"),
    "unlocked": (("unlocked", [77]), "unlocked: 77 is not a module"),
    "zone": (("timezone", "Mars"), "timezone: 'Mars' is unknown; write a name such as Europe/Berlin"),
    "calendar module": (("calendar", {"21": {}}), "calendar: no module '21'"),
    "date without time": (
        ("calendar", {"01": {"due": "2026-09-01"}}),
        "calendar: 01: due: write date and time",
    ),
    "no such month": (("calendar", {"01": {"due": "2026-99-01T10:00"}}), "calendar: 01: due: month must be"),
    "due first": (
        ("calendar", {"01": {"release": "2026-09-02T10:00", "due": "2026-09-01T10:00"}}),
        "must come after",
    ),
    "not a list": (("modules", "tensor"), "modules: Input should be a valid list"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place(changed, fault):
    (*path, value), message = FAULTS[fault]

    with pytest.raises(CourseError) as caught:
        changed(*path, to=value)

    assert message in str(caught.value)
    assert "course.yml: " in str(caught.value)


def test_a_time_that_clocks_skip_is_refused(tmp_path):
    data = yaml.safe_load(COURSE_FILE.read_text())
    data |= {"timezone": "Europe/Berlin", "calendar": {"01": {"due": "2026-03-29T02:30"}}}
    file = tmp_path / "course.yml"
    file.write_text(yaml.safe_dump(data))

    with pytest.raises(CourseError, match="calendar: 01: due: clocks in Europe/Berlin are put forward over this time"):
        load_course(file)


@pytest.mark.parametrize(
    "text, message",
    [("modules: [", "not valid YAML"), ("", "top level"), ("- 1", "top level"), (None, "cannot be read")],
)
def test_a_file_that_is_no_course(tmp_path, text, message):
    file = tmp_path / "course.yml"
    if text is not None:
        file.write_text(text)

    with pytest.raises(CourseError, match=message):
        load_course(file)


def test_a_wrong_number_is_one_fault_and_not_twenty(changed):
    with pytest.raises(CourseError) as caught:
        changed("modules", 0, "number", to=3)

    assert len(str(caught.value).splitlines()) == 1


def test_times_without_offset_are_in_the_course_time_zone(tmp_path):
    data = yaml.safe_load(COURSE_FILE.read_text())
    data |= {
        "timezone": "Europe/Berlin",
        "calendar": {1: {"release": "2026-09-01T09:00", "due": "2026-09-15T23:59-05:00"}},
    }
    file = tmp_path / "course.yml"
    file.write_text(yaml.safe_dump(data))

    window = load_course(file).window("tensor")

    assert window.release == datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
    assert window.due == datetime(2026, 9, 15, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=-5)))


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2026-09-15T23:59", datetime(2026, 9, 15, 21, 59, 59, 999_999, tzinfo=UTC)),  # as people read it: that minute is in time
        ("2026-09-15T23:59:30", datetime(2026, 9, 15, 21, 59, 30, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 1, 30, 59, 999_999, tzinfo=UTC)),  # there twice: the second
        ("2026-03-29T23:59", datetime(2026, 3, 29, 21, 59, 59, 999_999, tzinfo=UTC)),  # the day clocks are put forward
    ],
)
def test_the_last_moment_that_is_in_time(due, last):
    window = Window(due=due).in_zone(ZoneInfo("Europe/Berlin"))

    assert window.due.astimezone(UTC) == last


def test_a_module_without_dates_has_an_open_window():
    window = load_course().window(20)

    assert (window.release, window.due) == (None, None)


def test_the_environment_names_another_course(tiny_shared, monkeypatch):
    monkeypatch.setenv("TINYTORCH_COURSE_FILE", str(tiny_shared.course_file))

    assert load_course().id == "tiny"


def test_an_argument_beats_the_environment(tiny_shared, monkeypatch):
    monkeypatch.setenv("TINYTORCH_COURSE_FILE", str(tiny_shared.course_file))

    assert load_course(COURSE_FILE).id == "tinytorch"
