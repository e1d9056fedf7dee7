"""A course directory on a disk that gets full for real: the grader stops by name, and goes on once there is room."""

import os
import shutil
import subprocess

import coursework
import pytest
from coursework import changed, submit
from everything import everything

from grading.errors import DiskFull

pytestmark = pytest.mark.docker
SUDO = [] if os.geteuid() == 0 else ["sudo", "-n"]


@pytest.fixture
def small_disk(tmp_path):
    """A tmpfs of 4 MB with a directory of this user's own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    options = f"size=4m,uid={os.getuid()},gid={os.getgid()},mode=0755"
    mounted = subprocess.run([*SUDO, "mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"needs the right to mount a tmpfs: {mounted.stderr.strip()}")
    yield disk
    subprocess.run([*SUDO, "umount", "--lazy", disk], check=True)  # a traceback may hold a file


@pytest.fixture
def full(small_disk, course_once):
    """A course on it that fills up in the middle of a class, and the file that takes the room."""
    root = shutil.copytree(course_once, small_disk / "course")
    for number in range(6):
        # Each prints 120 kB, which goes into its autograded notebook.
        submit(root, f"s{number}", changed(coursework.answered(), add=f"print('x' * 120_000)\ndef add(a, b): return {number}"))
    ballast = small_disk / "ballast"
    room = os.statvfs(small_disk)
    ballast.write_bytes(b"\0" * (room.f_bavail * room.f_frsize - 700_000))
    return root, ballast


def test_a_disk_that_gets_full_stops_the_batch_and_loses_nothing(full, autograde, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADING_MIN_FREE_MB", "0")
    root, ballast = full
    undisturbed = shutil.copytree(root, tmp_path / "undisturbed")
    with pytest.raises((DiskFull, OSError)) as stopped:
        autograde(root)
    assert "full" in str(stopped.value) or "No space left" in str(stopped.value)
    graded = len(coursework.grades(root))
    assert graded < 6
    ballast.unlink()
    assert autograde(root) == 6 - graded
    autograde(undisturbed)
    assert everything(root) == everything(undisturbed)


def test_a_full_database_is_named(full, autograde, opened, monkeypatch):
    monkeypatch.setenv("GRADING_MIN_FREE_MB", "0")
    root, ballast = full
    with opened(root) as context:
        with pytest.raises(OSError), ballast.open("ab", buffering=0) as file:
            while True:
                file.write(b"\0" * 4096)
        with pytest.raises(DiskFull, match="gradebook.db is full"), context.gradebook.transaction() as db:
            db.add_all(context.gradebook.models.Student(id=f"{n}" * 200) for n in range(2000))
        with pytest.raises(DiskFull, match="grading.db is full"):
            for n in range(2000):
                context.journal.note_failure("ps1", f"{n}" * 200, "x")
