"""A term in the classroom: two students who come late build every module of the course with `tito`.

Dana is right; Emil finishes each module too, and then hands in a version with a mistake. Each module goes from its release
through the student's container, the exchange and the grader back to the student. The tests tell one story in order.
"""

import csv
import html
import io
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from daily_use import Place, expected, live_through
from hub_browser import Browser
from own_classroom import ROSTER
from work import Work

from curriculum.course import load_course

pytestmark = [pytest.mark.e2e, pytest.mark.docker]

MODULES = load_course().built_modules
MILESTONES = [milestone for milestone in load_course().milestones if milestone.built]
NEWCOMERS = {"dana": "dana,Dana,Dietrich,dana@example.org,student", "emil": "emil,Emil,Erdős,emil@example.org,student"}
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.slug)
GUEST = "fay,Fay,Fischer,fay@example.org,student"


@pytest.fixture(scope="module")
def works():
    """What the students hand in, by module number."""
    return {module.number: Work(module.number) for module in MODULES}


@pytest.fixture(scope="module")
def joined(classroom):
    """The classroom after two students joined and all modules were released: one run of the playbook."""
    classroom.roster.write_text(ROSTER + "\n".join([*NEWCOMERS.values(), GUEST]) + "\n", encoding="utf-8")
    released = {"classroom_released_modules": [module.slug for module in MODULES]}
    done = classroom.play("site.yml", "-e", json.dumps(released))
    assert done.returncode == 0, done.stdout[-4000:]
    return classroom


@pytest.fixture(scope="module")
def newcomers(joined):
    """That classroom, when both have chosen a password and have a server."""
    both(lambda username: open_server(joined, username))
    return joined


@pytest.fixture(scope="module")
def handed_in(newcomers, works):
    """What tito said to both, of completing a module and of submitting it, as a function: the modules before it come first."""
    said = {}

    def build(username, module):
        work, path = works[module.number], path_of(module)
        tito(newcomers, username, "module", "start", module.label)
        newcomers.write_home(username, path, work.right(newcomers.read_home(username, path)))
        completed = tito(newcomers, username, "module", "complete", module.label)
        if username == "emil":
            newcomers.write_home(username, path, work.with_mistake(newcomers.read_home(username, path)))
        return completed, tito(newcomers, username, "submit", module.label)

    def up_to(module):
        for each in MODULES[: MODULES.index(module) + 1]:
            if each.number not in said:
                said[each.number] = both(lambda username, each=each: build(username, each))
        return said[module.number]

    return up_to


def open_server(classroom, username: str) -> None:
    """Log in with the one-time password, choose one, and wait for the server, as a browser does."""
    person = Browser(classroom.url)
    person.log_in(username, classroom.one_time_passwords()[username])
    person.choose(f"walnut-harbour-{username}")
    person.session.get(f"{classroom.url}/hub/spawn", timeout=120)
    deadline = time.monotonic() + 120
    while not person.session.get(f"{classroom.url}/user/{username}/lab", timeout=30).url.endswith("/lab"):
        assert time.monotonic() < deadline, f"the server of {username} does not start"
        time.sleep(1)


def tito(classroom, username: str, *arguments: str) -> str:
    return classroom.run_in(f"user-{username}", "tito", *arguments)


def path_of(module) -> str:
    return f"modules/{module.slug}/{module.slug}.ipynb"


def both(work) -> list:
    """Do `work(username)` for both students at once."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, NEWCOMERS))


def grade(classroom, module) -> dict[str, dict]:
    """What staff do for a module; the exported rows by student."""
    for step in ("collect", "autograde", "sample", "feedback"):
        classroom.run_in("grader", "grading", step, module.label)
    classroom.run_in("grader", "grading", "export", module.label, "--output", "/tmp/term.csv")
    rows = csv.DictReader(io.StringIO(classroom.run_in("grader", "cat", "/tmp/term.csv")))
    return {row["student_id"]: row for row in rows}


def test_students_who_join_later_get_servers(newcomers):
    assert all(newcomers.container(f"user-{username}").status == "running" for username in NEWCOMERS)


def test_a_module_waits_for_the_ones_it_needs(newcomers):
    assert "02" in newcomers.refusal_of("user-dana", "tito", "module", "start", "03")


@each_module
def test_module_is_built_on_the_students_own_code_and_submitted(newcomers, handed_in, module):
    completed, submitted = zip(*handed_in(module), strict=True)
    assert all("submitted at" in words for words in submitted)
    opened = [milestone for milestone in MILESTONES if any(max(part.needs) == module.number for part in milestone.parts)]
    assert all(f"tito milestone run {milestone.label}" in words for milestone in opened for words in completed)
    name = module.exports.rsplit(".", 1)[-1]
    origin = newcomers.run_in("user-dana", "python", "-c", f"import tinytorch; print(tinytorch.origin({name!r}))")
    assert origin.strip() == "yours"


# The grader does the same for each, and grades each from its notebook in tests/grading/pipeline/test_course_modules.py: of those
# between the first and the last, only on request.
GRADED = [pytest.param(module, id=module.slug, marks=[] if module in (MODULES[0], MODULES[-1]) else pytest.mark.slow)
          for module in MODULES]


@pytest.mark.parametrize("module", GRADED)
def test_module_is_graded_exactly_and_its_feedback_arrives(newcomers, works, handed_in, module):
    handed_in(module)
    work = works[module.number]
    rows = grade(newcomers, module)
    points = {username: float(rows[username]["autograded"]) for username in NEWCOMERS}
    assert points == {"dana": work.points_right, "emil": work.points_with_mistake}
    assert [rows[username]["reason"] for username in NEWCOMERS] == ["", ""]
    assert "Score" in tito(newcomers, "emil", "feedback", module.label)
    pages = newcomers.run_in("user-emil", "sh", "-c", f"cat ~/modules/{module.slug}/feedback/*/*.html")
    shown = "".join(re.sub(r"<[^>]*>", "", html.unescape(pages)).split())
    assert "".join(work.mistake.hint.split()) in shown


@pytest.mark.parametrize("milestone", [["01"], ["02"], ["03", "--part", "tinydigits"]], ids=lambda words: words[0])
def test_milestone_runs_on_what_the_student_built(newcomers, handed_in, milestone):
    handed_in(MODULES[-1])
    record = json.loads(tito(newcomers, "dana", "milestone", "run", *milestone, "--json"))
    assert record["passed"]
    assert {module["origin"] for module in record["modules"]} == {"yours"}


def test_the_hub_answers_like_an_installation_of_ones_own(newcomers):
    """The list of commands that tests/tito/test_three_places.py runs in the two other places."""
    open_server(newcomers, "fay")

    def fays(*words):
        done = newcomers.container("user-fay").exec_run(["tito", *words], demux=True)
        return done.exit_code, *((stream or b"").decode() for stream in done.output)

    place = Place(
        fays,
        lambda path: newcomers.read_home("fay", path),
        lambda path, text: newcomers.write_home("fay", path, text),
        alone=False,
    )
    assert live_through(place) == expected(alone=False)
