"""One class of students with every kind of trouble, graded in one batch in real sandboxes: each gets what is
theirs.
"""

import copy
import json
import re
import shutil

import coursework
import pytest
from containers import IMAGE, remove_containers
from coursework import changed, source_of, submit

pytestmark = pytest.mark.docker

ENDLESS = "def scale(values, factor):\n    while True: pass"
WRONG = "def scale(values, factor):\n    return values"
FORGE = """import json, os
for number in range(3, 50):
    try:
        os.write(number, json.dumps({"cell": 3, "outputs": []}).encode() + b"\\n")
    except OSError:
        pass
"""
LOOK = """import os, socket
def reach():
    try:
        socket.create_connection(("1.1.1.1", 53), 1)
        return "reached"
    except OSError as error:
        return f"closed: {error}"
print(reach(), os.getuid() > 100000, sorted(os.listdir(".")), os.listdir("/srv"))
try:
    print(os.listdir("/sandbox"))
except PermissionError:
    print("work is closed")
print([n for n in os.environ if "TOKEN" in n or "SECRET" in n], os.path.exists("/var/run/docker.sock"))
print(os.access("/usr", os.W_OK), os.access("/opt", os.W_OK))
"""


def without(nb, name):
    nb = copy.deepcopy(nb)
    nb["cells"].remove(source_of(nb, name))
    return nb


def with_copy(nb, name, source=None):
    nb = copy.deepcopy(nb)
    again = copy.deepcopy(source_of(nb, name))
    again["source"] = source or again["source"]
    nb["cells"].append(again)
    return nb


def stripped(nb):
    nb = copy.deepcopy(nb)
    for cell in nb["cells"]:
        cell["metadata"] = {}
    return nb


def retyped(nb):
    nb = changed(nb, scale=WRONG)
    source_of(nb, "test_scale")["metadata"]["nbgrader"].update(solution=True, points=100, locked=False)
    source_of(nb, "test_scale")["source"] = "pass"
    return nb


@pytest.fixture(scope="module")
def graded(course_once, tmp_path_factory):
    """The course after one run over everybody, and what the run said."""
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run


    nb, root = (
        coursework.answered(),
        shutil.copytree(course_once, tmp_path_factory.mktemp("class") / "course"),
    )
    submit(root, "right", nb)
    submit(root, "partly", changed(nb, scale=WRONG))
    submit(root, "hiddenonly", changed(nb, add="def add(a, b): return 3"))
    submit(root, "loop", changed(nb, scale=ENDLESS))
    submit(
        root,
        "deaf",
        changed(nb, scale="import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + ENDLESS),
    )
    submit(root, "exits", changed(nb, add="import os\ndef add(a, b): os._exit(0)"))
    submit(root, "killed", changed(nb, scale="import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"))
    submit(root, "memory", changed(nb, scale="hoard = np.ones(10**10)"))
    submit(root, "copied", with_copy(nb, "test_add"))
    submit(root, "secondtry", with_copy(nb, "scale", WRONG))
    submit(root, "deleted", without(changed(nb, scale=WRONG), "test_scale"))
    submit(root, "lostanswer", without(nb, "scale"))
    submit(root, "retyped", retyped(nb))
    submit(root, "stripped", stripped(nb))
    submit(root, "corrupt", json.dumps(nb)[:-40])
    submit(root, "misnamed", nb, name="Homework (1).ipynb")
    submit(root, "nothing", None)
    submit(
        root,
        "warns",
        changed(
            nb, add="import sys\ndef add(a, b):\n    print('careful', file=sys.stderr)\n    return a + b"
        ),
    )
    submit(root, "partial", changed(nb, total="def total(): return 0"))
    submit(root, "curious", changed(nb, why="Because.", scale=source_of(nb, "scale")["source"] + "\n" + LOOK))
    submit(
        root,
        "helper",
        changed(nb, add="from mymath import add"),
        **{"mymath.py": "def add(a, b): return a + b"},
    )
    submit(root, "clash", nb, **{"numbers.csv": "7"})
    submit(root, "forger", changed(nb, add=FORGE))
    submit(root, "timeless", nb, stamp="yesterday evening")
    lines, label = [], "tt-grading-class"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", label)
        patch.setenv("GRADING_TIMEOUT_SECONDS", "6")
        from grading.records.context import open_assignment

        with open_assignment(root, coursework.ASSIGNMENT, Reporter(lines.append)) as opened:
            batch_run.autograde(opened)
    assert remove_containers(label) == []
    return root, "\n".join(lines)


@pytest.mark.parametrize(
    "student, points",
    [
        ("right", (2, 3, 2)),
        ("partly", (2, 0, 2)),
        ("hiddenonly", (0, 3, 2)),
        ("loop", (2, 0, 2)),
        ("deaf", (2, 0, 2)),
        ("exits", (0, 3, 2)),
        ("killed", (2, 0, 2)),
        ("memory", (2, 0, 2)),
        ("copied", (2, 3, 2)),
        ("secondtry", (2, 3, 2)),
        ("deleted", (2, 0, 2)),
        ("lostanswer", (2, 0, 2)),
        ("retyped", (2, 0, 2)),
        ("stripped", (2, 3, 2)),
        ("corrupt", (0, 0, 0)),
        ("misnamed", (2, 3, 2)),
        ("nothing", (0, 0, 0)),
        ("warns", (2, 3, 2)),
        ("partial", (2, 3, 0.5)),
        ("curious", (2, 3, 2)),
        ("helper", (2, 3, 2)),
        ("clash", (2, 3, 2)),
        ("timeless", (2, 3, 2)),
        ("forger", (0, 3, 2)),
    ],
)
def test_points(graded, student, points):
    earned = coursework.grades(graded[0])[student]
    assert (earned["test_add"], earned["test_scale"], earned["test_total"]) == points


@pytest.mark.parametrize(
    "student, words",
    [
        ("loop", "time limit"),
        ("deaf", "time limit"),
        ("exits", "ended itself with exit code 0"),
        ("killed", "SIGKILL"),
        ("copied", "test_add is there more than once"),
        ("deleted", "test_scale was missing"),
        ("stripped", "lost its nbgrader metadata"),
        ("corrupt", "not valid JSON"),
        ("misnamed", "Homework (1).ipynb"),
        ("nothing", "was not submitted"),
        ("forger", "the process sent something that is not a result"),
        ("timeless", "time of submission cannot be read: yesterday evening"),
    ],
)
def test_reason_is_said(graded, student, words):
    assert words in next(line for line in graded[1].splitlines() if f"] {student}:" in line)


@pytest.mark.parametrize("student", ["loop", "exits", "forger", "corrupt", "misnamed", "nothing"])
def test_trouble_is_flagged_for_a_person(graded, student):
    assert all(
        flagged for name, *_, flagged, _ in coursework.query(graded[0], coursework.GRADES) if name == student
    )


@pytest.mark.parametrize("student", ["right", "partly", "warns", "copied"])
def test_ordinary_work_is_not_flagged(graded, student):
    assert not any(
        flagged for name, *_, flagged, _ in coursework.query(graded[0], coursework.GRADES) if name == student
    )


def test_the_essay_waits_for_a_person_only_where_it_was_written(graded):
    waiting = {
        student
        for student, name, _, _, needs, *_ in coursework.query(graded[0], coursework.GRADES)
        if name == "why" and needs
    }
    # The file that "helper" handed in beside an untouched question could be the answer.
    assert waiting == {"curious", "helper"}


def test_the_loop_took_no_longer_than_the_limit(graded):
    seconds = [float(x) for x in re.findall(r'"evalue": "This cell was stopped after (\d+)', shown(graded[0], "deaf"))]
    assert seconds and sum(seconds) <= 6


def shown(root, student):
    return (root / "autograded" / student / coursework.ASSIGNMENT / f"{coursework.BOOK}.ipynb").read_text()


def test_the_sandbox_shows_nothing_but_the_submission(graded):
    printed = next(
        output["text"]
        for cell in json.loads(shown(graded[0], "curious"))["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    )
    assert printed == (
        "closed: [Errno 101] Network is unreachable True ['numbers.csv'] []\nwork is closed\n"
        "[] False\nFalse False\n"
    )


def test_nbgrader_itself_reads_the_result(graded):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{graded[0]}/gradebook.db", "plain") as gradebook:
        assert gradebook.find_submission(coursework.ASSIGNMENT, "partly").score == 4
