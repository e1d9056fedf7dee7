"""--json: the answer for a script on standard output, sentences on standard error, the exit code as without it."""

import json

import learner_notebooks as notebooks
import pytest


@pytest.mark.parametrize("command, code, fact", [
    ("module list", 0, None),
    ("module view 01", 0, ("slug", "01_tensor")),
    ("module start 01", 0, ("brought", False)),
    ("module test 01", 1, ("earned", 10)),
    ("module complete 01 --skip-tests", 0, ("origin", "yours")),
    ("module complete 01", 1, ("completed", None)),
    ("export 01", 0, None),
    ("module reset 01", 0, ("module", "01_tensor")),
    ("module status", 0, None),
    ("update", 3, None),
    ("milestone list", 0, None),
    ("milestone info 01", 0, ("number", "01")),
    ("milestone status", 0, None),
    ("system info", 0, None),
    ("system health", 0, None),
])
def test_every_command_answers_in_json(learner, command, code, fact):
    learner.write(notebooks.WRONG)
    done = learner.tito(*command.split(), "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == code, done.stderr
    assert fact is None or answer[fact[0]] == fact[1]
