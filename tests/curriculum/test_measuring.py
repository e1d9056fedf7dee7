"""The measurements that several notebooks share."""

import runpy
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "curriculum" / "shared" / "measuring.py"


class Clock:
    """A clock that only actions move."""

    def __init__(self):
        self.now, self.calls = 100.0, 0

    def perf_counter(self):
        return self.now

    def takes(self, *durations):
        """An action that takes these seconds, one after the other, the last one for ever."""

        def action():
            self.now += durations[min(self.calls, len(durations) - 1)]
            self.calls += 1

        return action


@pytest.fixture
def measured():
    """`best_seconds` on a clock of its own, and the clock."""
    clock, names = Clock(), runpy.run_path(str(SOURCE))
    names["best_seconds"].__globals__["time"] = clock
    return names["best_seconds"], clock


def test_the_shortest_of_all_repeats_counts(measured):
    best_seconds, clock = measured
    assert best_seconds(clock.takes(0.03, 0.01, 0.02), repeats=3) == pytest.approx(0.01)
    assert clock.calls == 3


@pytest.mark.parametrize("duration, calls", [(30.0, 1), (0.6, 2), (0.3, 4)])
def test_a_slow_solution_is_not_repeated_until_the_time_limit(measured, duration, calls):
    best_seconds, clock = measured
    assert best_seconds(clock.takes(duration), repeats=20) == pytest.approx(duration)
    assert clock.calls == calls
