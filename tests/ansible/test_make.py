"""`make`: what it lists, what it passes on, and that deleting a classroom needs a word from a person."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]


def make(*arguments, **environment) -> str:
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("target", ["up", "down", "clean-all", "grade", "test", "bench", "build", "lint"])
def test_help_lists(target):
    assert f"make {target} " in make()


def test_settings_reach_the_playbook():
    assert "classroom_name=lab -e classroom_port=8001" in make("-n", "up", "CLASSROOM=lab", "PORT=8001")


def test_a_variable_of_the_environment_is_not_taken_for_a_setting():
    assert "classroom_port" not in make("-n", "up", PORT="5000")


def test_an_inventory_that_is_not_there_is_named():
    command = [ROOT / "ansible/play.sh", "site.yml"]
    environment = {**os.environ, "INVENTORY": "/nowhere.yml"}
    outcome = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert outcome.returncode != 0 and "no inventory /nowhere.yml" in outcome.stderr
