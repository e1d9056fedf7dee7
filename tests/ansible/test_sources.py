"""Another host gets the sources, solutions among them; only its root can read them there."""

import os
import pathlib
import stat

import yaml

ROOT = pathlib.Path(__file__).parents[2]


def test_other_users_of_the_host_cannot_read_the_sources(play, tmp_path):
    root = tmp_path / "opt" / "tinytorch"
    root.mkdir(parents=True, mode=0o755)  # as earlier versions left it
    places = {"sources_remote_root": str(root), "sources_directory": str(root / "abc"), "sources_checkout": str(ROOT)}
    role = {"ansible.builtin.import_role": {"name": "sources", "tasks_from": "remote"}, "vars": places}
    playbook = tmp_path / "bring.yml"
    playbook.write_text(yaml.safe_dump([{"hosts": "localhost", "connection": "local", "tasks": [role]}]))
    environment = os.environ | {"ANSIBLE_ROLES_PATH": str(ROOT / "ansible" / "roles")}
    outcome = play(os.path.relpath(playbook, ROOT / "ansible"), env=environment)
    assert outcome.returncode == 0, outcome.stdout
    assert (root / "abc" / "image" / "build.sh").exists()
    assert [stat.S_IMODE(place.stat().st_mode) for place in (root, root / "abc")] == [0o700, 0o700]
    assert "changed=0" in play(os.path.relpath(playbook, ROOT / "ansible"), env=environment).stdout
