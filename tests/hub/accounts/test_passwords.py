"""Hashes are checked in turns: whoever sends many guesses for one name does not stand before everybody else."""

import asyncio
import os

import pytest
from event_loop import run_apart

from hub.accounts import passwords


async def order_of(*guessers: str) -> list[str]:
    """Send a wrong password of each of these at the same moment; return them in the order they were answered."""
    answered = []

    async def guess(guesser):
        assert not await passwords.check_password("wrong", None, guesser)
        answered.append(guesser)

    await asyncio.gather(*map(guess, guessers))
    return answered


def test_one_name_is_not_kept_waiting_by_the_guesses_for_another():
    answered = run_apart(order_of(*["mallory"] * 8, "alice"))
    # Only what was being checked when she came is before her.
    assert answered.index("alice") <= min(4, os.cpu_count())


def test_who_has_been_answered_leaves_nothing_behind():
    run_apart(order_of("mallory", "alice"))
    assert len(passwords._turns) == 0


def test_more_than_can_be_checked_soon_are_told_so(monkeypatch):
    monkeypatch.setattr(passwords, "MOST_WAITING", 2)
    with pytest.raises(passwords.Busy):
        run_apart(order_of("a", "b", "c"))
    assert passwords._waiting == 0
