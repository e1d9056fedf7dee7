"""The hub's commits do not wait for the disk, and its database is not damaged by a hard stop."""

import sqlite3

import pytest

from hub.database import WriteAheadConnection


def test_a_commit_does_not_wait_for_the_disk(tmp_path):
    connection = sqlite3.connect(tmp_path / "hub.sqlite", factory=WriteAheadConnection)
    settings = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert settings == ["wal", 1]


@pytest.mark.docker
def test_the_hub_uses_it(classroom):
    assert "-wal" in classroom.run_in_hub("ls /srv/hub")[1]
