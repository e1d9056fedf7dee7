"""The file of one-time passwords: it holds what still has to be handed out, and nothing else."""

import asyncio
import csv
import stat

import pytest
from event_loop import run_apart

from hub.accounts.credentials import CredentialsFile


@pytest.fixture
def credentials(tmp_path):
    return CredentialsFile(tmp_path / "passwords.csv")


def write(credentials, new, pending):
    run_apart(credentials.write(new, pending))
    with open(credentials.path, newline="") as file:
        return {row["username"]: row["password"] for row in csv.DictReader(file)}


def test_new_passwords_are_merged_with_those_that_wait(credentials):
    write(credentials, {"ada": "old", "bob": "kept"}, set())
    assert write(credentials, {"ada": "new"}, {"ada", "bob"}) == {"ada": "new", "bob": "kept"}


def test_a_password_that_waits_no_longer_is_taken_out(credentials):
    write(credentials, {"ada": "a", "bob": "b"}, set())
    assert write(credentials, {}, {"bob"}) == {"bob": "b"}


def test_only_its_owner_can_read_it(credentials):
    write(credentials, {"ada": "a"}, set())
    assert stat.S_IMODE(credentials.path.stat().st_mode) == 0o600


def test_a_file_that_was_deleted_stays_so_until_there_is_something_to_hand_out(credentials):
    run_apart(credentials.write({}, {"ada"}))
    assert not credentials.path.exists()


def test_writers_at_the_same_time_lose_nothing(credentials):
    names = [f"n{number}" for number in range(20)]

    async def all_at_once():
        await asyncio.gather(*(credentials.write({name: "x"}, set(names)) for name in names))

    run_apart(all_at_once())
    assert set(write(credentials, {}, set(names))) == set(names)


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(OSError, match="absent"):
        run_apart(CredentialsFile(tmp_path / "absent" / "passwords.csv").write({"ada": "a"}, set()))
