"""Another host gets the sources, solutions among them, whole; only its root can read them there."""

import os
import pathlib
import stat
import subprocess

import pytest
import yaml

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture
def bring(play, tmp_path):
    """Brings the sources of this tree to a folder as to another host; gives what the playbook printed."""
    tag = subprocess.run([ROOT / "image/build.sh", "tag"], check=True, capture_output=True, text=True).stdout.strip()
    root = tmp_path / "opt" / "tinytorch"
    root.mkdir(parents=True, mode=0o755)  # as earlier versions left it
    places = {"sources_remote_root": str(root), "sources_directory": str(root / "abc"), "sources_checkout": str(ROOT),
              "sources_tag": tag}
    role = {"ansible.builtin.import_role": {"name": "sources", "tasks_from": "remote"}, "vars": places}
    playbook = tmp_path / "bring.yml"
    playbook.write_text(yaml.safe_dump([{"hosts": "localhost", "connection": "local", "tasks": [role]}]))

    def brought() -> str:
        environment = os.environ | {"ANSIBLE_ROLES_PATH": str(ROOT / "ansible" / "roles")}
        outcome = play(os.path.relpath(playbook, ROOT / "ansible"), env=environment)
        assert outcome.returncode == 0, outcome.stdout
        return outcome.stdout

    brought.copy = root / "abc"
    return brought


def test_other_users_of_the_host_cannot_read_the_sources(bring):
    bring()
    assert (bring.copy / "image" / "build.sh").exists()
    assert [stat.S_IMODE(place.stat().st_mode) for place in (bring.copy.parent, bring.copy)] == [0o700, 0o700]
    assert "changed=0" in bring()


def test_a_copy_that_was_interrupted_is_made_whole(bring):
    bring()
    (bring.copy / "pyproject.toml").unlink()
    (bring.copy / "hub" / "left-over").touch()
    bring()
    assert (bring.copy / "pyproject.toml").read_bytes() == (ROOT / "pyproject.toml").read_bytes()
    assert not (bring.copy / "hub" / "left-over").exists()
