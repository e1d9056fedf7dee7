"""Hashes are checked in turns: whoever sends many guesses does not stand before everybody else, or in their place."""

import asyncio
import os

import pytest
from event_loop import run_apart

from hub.accounts import passwords, turns

PLACES = min(4, os.cpu_count())


async def order_of(*guesses: tuple[str, str]) -> list[tuple[str, str]]:
    """Send a wrong password for each of these (name, address) at the same moment; return them in the order they were answered."""
    answered = []

    async def guess(name, address):
        assert not await passwords.check_password("wrong", None, name, address)
        answered.append((name, address))

    await asyncio.gather(*(guess(*one) for one in guesses))
    return answered


async def sent(*guesses: tuple[str, str]) -> list[type | None]:
    """The same, with what was raised for each."""
    tried = (passwords.check_password("wrong", None, *one) for one in guesses)
    return [type(one) if one else None for one in await asyncio.gather(*tried, return_exceptions=True)]


def test_one_name_is_not_kept_waiting_by_the_guesses_for_another():
    answered = run_apart(order_of(*[("mallory", "a")] * 8, ("alice", "a")))
    # Only what was being checked when she came is before her.
    assert answered.index(("alice", "a")) <= PLACES


def test_one_address_is_not_kept_waiting_by_the_guesses_from_another():
    answered = run_apart(order_of(*((f"name{number}", "a") for number in range(12)), ("alice", "b")))
    # It is the next address, behind what is being checked.
    assert answered.index(("alice", "b")) <= 2 * PLACES


def test_the_guesses_for_one_name_do_not_fill_the_room_of_the_others():
    many = turns.MOST_OF_A_NAME + PLACES + 2
    found = run_apart(sent(*[("mallory", "a")] * many, ("alice", "a")))
    assert turns.Busy in found[:many] and found[many] is None


def test_the_guesses_from_one_address_do_not_fill_the_room_of_the_others(monkeypatch):
    monkeypatch.setattr(turns, "MOST_OF_AN_ADDRESS", 3)
    found = run_apart(sent(*((f"name{number}", "a") for number in range(3 + PLACES + 2)), ("alice", "b")))
    assert (found.count(turns.Busy), found[-1]) == (2, None)


def test_a_text_that_is_slow_to_read_is_not_read_as_a_one_time_password():
    """In the hub's own thread: the marks above and below letters are put in order, which takes the square of their number."""
    assert len(passwords.normalize_one_time_password("e\u0301" * 10_000)) <= 2 * passwords.LONGEST_TYPED


def test_more_than_can_be_checked_soon_are_told_so(monkeypatch):
    monkeypatch.setattr(turns, "MOST", 2)
    found = run_apart(sent(*((f"name{number}", str(number)) for number in range(2 + PLACES + 1))))
    assert found.count(turns.Busy) == 1


def test_who_has_been_answered_leaves_nothing_behind():
    run_apart(order_of(("mallory", "a"), ("alice", "b")))
    assert (passwords._turns.waiting, passwords._turns._now, passwords._turns._free) == (0, set(), PLACES)


@pytest.mark.parametrize("waits", [True, False])
def test_who_goes_away_gives_the_place_to_the_next(waits):
    async def leave():
        queue = turns.Turns(1)
        held = asyncio.Event()

        async def stay():
            async with queue.turn("a", "one"):
                await held.wait()

        first = asyncio.ensure_future(stay())
        await asyncio.sleep(0)
        second = asyncio.ensure_future(stay())
        await asyncio.sleep(0)
        (second if waits else first).cancel()
        held.set()
        await asyncio.wait([first, second])
        return queue.waiting, queue._now, queue._free

    assert run_apart(leave()) == (0, set(), 1)
