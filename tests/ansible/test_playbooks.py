"""The playbooks parse, keep ansible-lint's strictest profile and prefix their variables."""

import os
import pathlib
import subprocess
import sys

import pytest
import yaml

ANSIBLE = pathlib.Path(__file__).parents[2] / "ansible"
PLAYBOOKS = sorted(path.name for path in ANSIBLE.glob("*.yml"))
VARIABLE_FILES = sorted(ANSIBLE.glob("roles/*/defaults/*.yml")) + sorted(ANSIBLE.glob("roles/*/vars/*.yml"))


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_playbook_parses(play, playbook):
    outcome = play(playbook, "--syntax-check")
    assert outcome.returncode == 0, outcome.stdout


def test_ansible_lint_finds_nothing():
    programs = pathlib.Path(sys.executable).parent
    collections = next((ANSIBLE.parent / ".venv-ansible/lib").glob("python3*/site-packages"))
    outcome = subprocess.run(
        [programs / "ansible-lint", "--offline", "--nocolor", "--profile", "production", "ansible"],
        cwd=ANSIBLE.parent,
        env={
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "ANSIBLE_COLLECTIONS_PATH": str(collections),
        },
        capture_output=True,
        text=True,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize("file", VARIABLE_FILES, ids=lambda file: "-".join(file.parts[-3:]))
def test_variables_bear_the_name_of_their_role(file):
    role = file.parts[-3]
    assert [name for name in yaml.safe_load(file.read_text()) if not name.startswith(f"{role}_")] == []
