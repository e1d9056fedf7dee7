"""The images' tag: the same for the same tree wherever it lies, another one as soon as an input changes."""

import pathlib
import subprocess

import pytest
from docker.utils import exclude_paths

ROOT = pathlib.Path(__file__).parents[2]


def build_sh(tree, *arguments) -> str:
    command = [tree / "image/build.sh", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def unpacked(tmp_path):
    """The build context as a remote host gets it: unpacked from the archive, without git."""
    build_sh(ROOT, "archive", tmp_path / "context.tar")
    tree = tmp_path / "tree"
    tree.mkdir()
    subprocess.run(["tar", "-C", tree, "-xf", tmp_path / "context.tar"], check=True)
    return tree


def test_a_plain_docker_build_sends_what_the_script_sends(unpacked):
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    archived = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True, text=True).stdout.split("\0")
    assert archived - exclude_paths(unpacked, rules) == set()
    # Docker sends this one by itself.
    assert exclude_paths(ROOT, rules) & set(listed) - archived == {".dockerignore"}


def test_a_remote_copy_has_the_tag_of_the_checkout(unpacked):
    assert build_sh(unpacked, "tag") == build_sh(ROOT, "tag")


def test_times_and_permissions_do_not_change_the_tag(unpacked):
    before = build_sh(unpacked, "tag")
    (unpacked / "Dockerfile").chmod(0o600)
    (unpacked / "Dockerfile").touch()
    assert build_sh(unpacked, "tag") == before


def test_a_changed_input_changes_the_tag(unpacked):
    before = build_sh(unpacked, "tag")
    (unpacked / "curriculum/course.yml").write_text("changed")
    assert build_sh(unpacked, "tag") != before


def test_files_outside_the_inputs_do_not_change_the_tag(unpacked):
    before = build_sh(unpacked, "tag")
    (unpacked / "notes.txt").write_text("mine")
    assert build_sh(unpacked, "tag") == before


def test_what_a_user_ignores_everywhere_does_not_change_the_tag(unpacked, tmp_path, monkeypatch):
    subprocess.run(["git", "init", "-q", unpacked], check=True)
    before = build_sh(unpacked, "tag")
    (tmp_path / "ignored").write_text("*.yml\n")
    (tmp_path / "config").write_text(f"[core]\n\texcludesFile = {tmp_path / 'ignored'}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert build_sh(unpacked, "tag") == before
