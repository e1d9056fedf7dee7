"""The queue of servers that want to start: the limit, the order, and that a place is never lost or given twice."""

import asyncio

import pytest
from event_loop import run_apart

from hub.servers.start_queue import PlaceLost, StartQueue


class Person:
    """Somebody who waits, works as long as they are told to, and may go away."""

    def __init__(self, queue, log, name):
        self.queue, self.log, self.name = queue, log, name
        self.gone, self.finish = False, asyncio.Event()
        self.task = asyncio.create_task(self.come())

    def is_gone(self):
        return self.gone

    async def come(self):
        async with self.queue.turn(self):
            self.log.append(self.name)
            await self.finish.wait()


def play(scene, limit=2):
    """Run a scene with a queue and a function that lets a person come; return the order in which turns were given."""

    async def run():
        queue, log = StartQueue(limit), []
        people = {}

        async def arrive(name):
            people[name] = Person(queue, log, name)
            await asyncio.sleep(0)
            return people[name]

        await scene(queue, arrive, people)
        for person in people.values():
            person.finish.set()
        await asyncio.gather(*(person.task for person in people.values()), return_exceptions=True)
        return log

    return run_apart(run())


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


def test_turns_are_given_in_the_order_people_came():
    async def scene(queue, arrive, people):
        for name in "abcdef":
            await arrive(name)

    assert play(scene) == list("abcdef")


def test_no_more_than_the_limit_have_a_turn():
    async def scene(queue, arrive, people):
        for name in "abcde":
            await arrive(name)
        assert [queue.place_of(people[name]) for name in "abcde"] == [0, 0, 1, 2, 3]
        people["b"].finish.set()
        await settle()
        assert [queue.place_of(people[name]) for name in "cde"] == [0, 1, 2]

    play(scene)


def test_who_stops_waiting_gives_the_place_away():
    async def scene(queue, arrive, people):
        for name in "abcd":
            await arrive(name)
        people["c"].task.cancel()
        await settle()
        assert queue.place_of(people["d"]) == 1

    assert play(scene) == list("abd")


def test_a_turn_given_to_somebody_who_stops_in_that_moment_goes_on_to_the_next():
    async def scene(queue, arrive, people):
        for name in "abc":
            await arrive(name)
        people["a"].finish.set()
        await asyncio.sleep(0)  # a's turn ends and b is admitted, but has not run yet
        people["b"].task.cancel()
        await settle()

    assert play(scene, limit=1) == list("ac")


def test_a_start_that_fails_gives_its_turn_away():
    async def scene(queue, arrive, people):
        for name in "ab":
            await arrive(name)
        people["a"].task.cancel()

    assert play(scene, limit=1) == list("ab")


def test_who_has_gone_is_passed_over_when_the_turn_comes():
    lost = []

    async def scene(queue, arrive, people):
        for name in "abc":
            await arrive(name)
        people["b"].gone = True
        people["a"].finish.set()
        await settle()
        lost.append(people["b"].task.exception())

    assert play(scene, limit=1) == list("ac")
    assert isinstance(lost[0], PlaceLost)


@pytest.mark.parametrize("limit", [1, 3])
def test_many_who_come_leave_and_stay_never_exceed_the_limit_and_all_who_stay_get_a_turn(limit):
    async def run():
        queue, running, most, served = StartQueue(limit), 0, 0, []

        class Somebody:
            def is_gone(self):
                return False

        async def come(number):
            nonlocal running, most
            async with queue.turn(Somebody()):
                running += 1
                most = max(most, running)
                served.append(number)
                try:
                    for _ in range(number % 4):
                        await asyncio.sleep(0)
                finally:
                    running -= 1

        tasks = []
        for number in range(200):
            tasks.append(asyncio.create_task(come(number)))
            if number % 3 == 0:
                await asyncio.sleep(0)
            if number % 7 == 0:
                tasks[number // 2].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        stayed = {number for number, result in enumerate(done) if not isinstance(result, asyncio.CancelledError)}
        assert stayed <= set(served)
        return most

    assert run_apart(run()) == limit
