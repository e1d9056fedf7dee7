"""The local executor on real containers: what it does when a sandbox is lost, and that 300 s means 300 s."""

import json
import re
import shutil
import time

import coursework
import pytest
from containers import IMAGE, containers
from coursework import changed, submit
from forbidden_calls import PROGRAM

from grading.errors import GradingError, SandboxLost
from grading.execution.executor import Job
from grading.execution.sandbox import connection, worker
from grading.execution.sandbox.pool import DockerSandbox

pytestmark = pytest.mark.docker

# A path no submission can have: the program inside fails on it and takes the whole sandbox along.
KILLER = {"../../proc/none/x": ""}


def job(name, *cells, files=None, seconds=10.0):
    return Job(name, [("nb", list(enumerate(cells)))], files or {}, seconds)


@pytest.fixture
def pool(sandbox):
    with DockerSandbox(IMAGE, workers=1, label=sandbox) as executor:
        yield executor


def results(pool, *jobs):
    return {one.id: result for one, result in pool.run(jobs)}


def test_a_submission_gets_none_of_the_kernel_that_the_policy_keeps_from_it(pool):
    run = results(pool, job("curious", PROGRAM))["curious"].runs["nb", 0]
    assert [(output["output_type"], output.get("text")) for output in run.outputs] == [("stream", "[]\n")]


def test_a_notebook_of_many_names_is_graded_like_any_other(pool):
    names = [f"a_name_that_a_student_gave_number_{number:06d}" for number in range(20_000)]  # 900 kB
    many = job("many", "print('here')")
    many.trusted["nb"] = {"own": names}
    found = results(pool, many, job("after", "1"))
    assert [output["text"] for output in found["many"].runs["nb", 0].outputs] == ["here\n"]
    assert not found["many"].lost and not found["after"].lost


def test_who_ends_the_sandbox_twice_is_to_blame_and_nobody_else(pool):
    found = results(pool, job("before", "1"), job("killer", "1", files=KILLER), job("after", "1"))
    assert found["killer"].broke and not found["killer"].lost
    assert not (found["before"].broke or found["before"].lost or found["after"].broke or found["after"].lost)


def test_a_submission_of_which_no_cell_was_started_gets_no_grade(pool):
    found = results(pool, job("no time at all", "1", seconds=0.0), job("after", "1"))
    assert found["no time at all"].lost == "no cell ran" and not found["after"].lost


def test_nobody_is_to_blame_where_no_code_runs_at_all(pool, monkeypatch):
    def fail(*_):
        raise SandboxLost("the sandbox ended")

    monkeypatch.setattr("grading.execution.sandbox.connection.SandboxConnection.run", fail)
    found = results(pool, job("ada", "1"))["ada"]
    assert found.lost and not found.broke


def test_an_engine_that_is_gone_is_an_error_not_a_result(pool, monkeypatch):
    results(pool, job("before", "1"))
    pool.workers[0].drop_box()

    def gone(*_, **__):
        raise ConnectionRefusedError("connection refused")

    monkeypatch.setattr("grading.execution.sandbox.connection.create", gone)
    with pytest.raises(GradingError, match="could not start a sandbox"):
        results(pool, job("ada", "1"))


def test_a_container_that_cannot_be_started_is_removed(sandbox, monkeypatch):
    monkeypatch.setattr("grading.execution.sandbox.container.TMPFS", {"/sandbox": "size=nonsense"})
    with DockerSandbox(IMAGE, workers=1, label=sandbox) as executor:
        with pytest.raises(GradingError, match="could not start a sandbox"):
            results(executor, job("ada", "1"))
        assert containers(sandbox) == []


def test_a_sandbox_that_could_not_be_cleaned_is_replaced_before_the_next_submission(pool, tmp_path, monkeypatch):
    program = shutil.copytree(connection.INSIDE, tmp_path / "inside")
    text = (program / "cleaning.py").read_text()
    (program / "cleaning.py").write_text(text.replace("SECONDS = 20.0", "SECONDS = 0.0"))
    monkeypatch.setattr(connection, "INSIDE", program)
    found = results(pool, job("messy", "1"), job("after", "2"))
    assert pool.workers[0].sandbox is None  # the last one was dropped, as was the one before
    assert all(result.runs["nb", 0].status == "ran" for result in found.values())
    assert "could not be removed" in found["messy"].notes[0][1]


def test_where_the_kernel_does_not_bound_what_outlives_processes_a_sandbox_runs_one_submission(pool, tmp_path, monkeypatch):
    program = shutil.copytree(connection.INSIDE, tmp_path / "inside")
    text = (program / "state.py").read_text()
    (program / "state.py").write_text(text.replace('"kernel/shmmni", ', '"kernel/pid_max", '))  # as under gVisor
    monkeypatch.setattr(connection, "INSIDE", program)
    found = results(pool, job("first", "1"))
    assert found["first"].runs["nb", 0].status == "ran" and found["first"].notes == [] and pool.workers[0].sandbox is None


def test_a_runtime_that_the_engine_does_not_know_is_named(sandbox):
    pool = DockerSandbox(IMAGE, workers=1, label=sandbox, runtime="no-such")
    with pool, pytest.raises(GradingError, match=r"with the runtime no-such \(GRADING_RUNTIME\)"):
        results(pool, job("ada", "1"))


LINGERING = """
import socket
with socket.create_server(("127.0.0.1", 0)) as server:
    with socket.create_connection(server.getsockname()) as client:
        server.accept()[0].close()
"""


def test_a_sandbox_serves_many_and_one_that_is_not_as_new_is_replaced_without_a_word(pool):
    ordinary = "open('file', 'w').write('x' * 10**6)", "import numpy as np; np.ones(10**6).sum()"
    results(pool, job("first", *ordinary))
    sandbox = pool.workers[0].sandbox
    found = results(pool, job("second", *ordinary), job("third", *ordinary))
    assert pool.workers[0].sandbox is sandbox is not None

    found = results(pool, job("lingering", LINGERING))
    assert pool.workers[0].sandbox is None
    assert found["lingering"].notes == [] and not found["lingering"].runs["nb", 0].failed


def test_the_preflight_starts_as_much_as_a_submission_may(course, right, autograde, monkeypatch):
    submit(course, "ada", right)
    full = worker.rlimits
    monkeypatch.setattr(worker, "rlimits", lambda *args: full(*args) | {"NPROC": 40})
    with pytest.raises(GradingError, match="does not start 48 threads and 4 processes"):
        autograde(course)
    assert coursework.grades(course) == {}


def test_who_breaks_the_sandbox_twice_gets_a_row_for_a_person(course, right, autograde, lines, monkeypatch):
    submit(course, "ada", right)
    submit(course, "breaker", right)
    monkeypatch.setattr(
        "grading.pipeline.autograde.merged", lambda files, ours: ours | (KILLER if "killer" in files else {})
    )
    (course / "submitted" / "breaker" / coursework.ASSIGNMENT / "killer").write_text("")
    autograde(course)
    rows = {row[0]: row for row in coursework.query(course, coursework.GRADES) if row[1] == "test_add"}
    assert (rows["ada"][2], rows["ada"][5]) == (2.0, 0)
    assert rows["breaker"][2:6] == (0.0, None, 1, 1)
    assert any("breaker" in line and "ended the sandbox twice" in line for line in lines)


# Asleep, so that 300 s cost the machine nothing: what is tested is the clock outside.
DEAF = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: time.sleep(1)"


@pytest.mark.slow
def test_the_real_limit_is_300_seconds(course, right, autograde, lines, monkeypatch):
    monkeypatch.delenv("GRADING_TIMEOUT_SECONDS")
    stuck = changed(right)
    stuck["cells"] += [coursework.cell("code", DEAF) for _ in range(9)]
    submit(course, "deaf", changed(right, scale=DEAF, total=DEAF))
    submit(course, "right", right)
    submit(course, "stuck", stuck)
    began = time.monotonic()
    autograde(course, workers=2)
    print(f"the batch took {time.monotonic() - began:.1f} s", *lines, sep="\n")
    assert stopped_after(course, "deaf") == pytest.approx([152, 76], abs=2)
    # The fresh process after each stop takes from the same 300 s, seconds where the machine is busy; seconds are said whole.
    assert 280 <= sum(stopped_after(course, "stuck")) <= 305
    earned = coursework.grades(course)
    assert {name: sum(points or 0 for points in cells.values()) for name, cells in earned.items()} == {
        "deaf": 2,
        "right": 7,
        "stuck": 7,
    }


def stopped_after(course, student):
    """Seconds after which cells of the student were stopped, in order."""
    path = course / "autograded" / student / coursework.ASSIGNMENT / f"{coursework.BOOK}.ipynb"
    said = [output.get("evalue", "") for cell in json.loads(path.read_text())["cells"] for output in cell.get("outputs", [])]
    return [int(found[1]) for text in said if (found := re.match(r"This cell was stopped after (\d+) s", text))]


SUM = "def shape(a, b):\n    return [a, b]\n\ndef add(a, b):\n    return sum(shape(a, b))"
CELLS = ("import numpy as np", SUM, "assert add(1, 2) == 3")
DECIDED = {"test": {"cell": 2, "functions": {"sums": ["add"]}}}
CHECK = {"text": "def sums(rng, add): return add(2, 3)", "seeds": [1], "tests": DECIDED}
FIVE = {"values": {"shape": [], "numbers": [5.0]}}


@pytest.mark.parametrize(
    ("later", "after_tests"),
    [("pass", [False]), ("shape = (3, 4)", [False, True]), ("del shape", [False, True]), ("import os; os._exit(0)", [False])],
)
def test_values_that_a_later_cell_spoils_are_asked_again_right_after_their_test(pool, monkeypatch, later, after_tests):
    seen, once = [], worker.Worker._once
    monkeypatch.setattr(worker.Worker, "_once", lambda self, one: seen.append(one.checks_after_tests) or once(self, one))
    one = job("ada", *CELLS, later)
    one.trusted, one.allowed = {"nb": {"checks": CHECK}}, []
    one.expected = {"nb": [["test", 2, "sums", FIVE, 1e-3, 1e-5]]}
    found = results(pool, one)["ada"].values["nb", "test", "sums", 0]
    assert (found["values"], seen) == (FIVE["values"], after_tests)
