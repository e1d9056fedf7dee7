"""tito module list, status and view, and the progress file behind them."""

import json

import learner_notebooks as notebooks
import pytest
import yaml


def status(learner) -> dict:
    return json.loads(learner.tito("module", "status", "--json").stdout)


def first(learner) -> dict:
    return status(learner)["modules"][0]


def test_nothing_started(learner):
    assert (first(learner)["state"], first(learner)["origin"], status(learner)["next"]) == (
        "not started",
        "missing",
        "tito module start 01",
    )


def test_started(learner):
    learner.tito("module", "start", "01")

    assert (first(learner)["state"], status(learner)["next"]) == ("started", "tito module complete 01")


def test_complete(learner):
    learner.write(notebooks.SOLUTION)
    learner.tito("module", "complete", "01")

    found = first(learner)

    assert (found["state"], found["origin"], found["points_earned"], found["tests"]) == (
        "complete",
        "yours",
        30,
        "passed",
    )


def test_status_shows_whose_code_runs(learner, tmp_path):
    reference = tmp_path / "reference" / "tinytorch" / "core"
    reference.mkdir(parents=True)
    (reference / "activations.py").write_text("")
    learner.write(notebooks.SOLUTION)
    learner.tito("module", "complete", "01")

    rows = [line.split() for line in learner.tito("module", "status").stdout.splitlines()]

    assert [row[-1] for row in rows if row[:1] in (["01"], ["02"], ["03"])] == ["yours", "reference", "-"]


def test_status_shows_due_dates(learner, tmp_path, installation):
    course = yaml.safe_load((installation / "curriculum" / "course.yml").read_text())
    course["timezone"] = "Europe/Berlin"
    course["calendar"] = {"01": {"due": "2030-09-15T23:59"}, "02": {"due": "2030-09-30T12:00-05:00"}}
    learner.env["TINYTORCH_COURSE_FILE"] = str(tmp_path / "course.yml")
    (tmp_path / "course.yml").write_text(yaml.safe_dump(course))

    said = learner.tito("module", "status").stdout
    assert "2030-09-15 23:59 CEST" in said and "2030-09-30 19:00 CEST" in said


def test_list_names_all_modules(learner):
    rows = json.loads(learner.tito("module", "list", "--json").stdout)

    assert [row["number"] for row in rows] == [f"{number:02d}" for number in range(1, 21)]


def test_list_is_readable_in_a_log(learner):
    lines = learner.tito("module", "list").stdout.splitlines()

    assert any(line.split()[:4] == ["03", "Layers", "foundation", "60"] for line in lines)


def test_view_tells_needs_and_products(learner):
    said = learner.tito("module", "view", "03").stdout

    assert "Needs: 01-02. Becomes: tinytorch.core.layers" in said


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"version": 1}', '{"version": 1, "modules": {"01_tensor": 3}}', "\x00"]
)
def test_damaged_progress_is_kept_aside_and_rebuilt(learner, content):
    learner.write(notebooks.SOLUTION)
    learner.tito("module", "complete", "01")
    (learner.home / ".tito" / "progress.json").write_text(content)

    done = learner.tito("module", "status", "--json")

    assert json.loads(done.stdout)["modules"][0]["state"] == "complete"
    assert "was damaged" in done.stderr
    assert [file.read_text() for file in (learner.home / ".tito").glob("progress-damaged-*.json")] == [
        content
    ]


def test_fields_of_a_newer_version_survive(learner):
    newer = {
        "version": 2,
        "badges": ["first"],
        "modules": {"01_tensor": {"started": "2030-01-01T00:00:00+00:00", "mood": 7}},
    }
    file = learner.home / ".tito" / "progress.json"
    file.write_text(json.dumps(newer))
    learner.write(notebooks.SOLUTION)

    learner.tito("module", "complete", "01")

    saved = json.loads(file.read_text())
    assert (saved["version"], saved["badges"], saved["modules"]["01_tensor"]["mood"]) == (2, ["first"], 7)
