"""The model of large classes keeps to what must hold of any pipeline, whatever the figures it is fed."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from measured import Measured, Run  # noqa: E402
from simulate import LIMIT_SECONDS, simulate, workers_for  # noqa: E402

START, TRUSTED, SANDBOX = 5.0, 0.05, 0.3


@pytest.fixture
def figures():
    """A machine of two cores that takes exactly as long as its work."""
    runs = [
        Run(
            module="m", submissions=count, seconds=START + count * (TRUSTED + SANDBOX) / 2,
            grader_cpu=1 + count * TRUSTED, sandbox_cpu=2 + count * SANDBOX,
        )
        for count in (30, 120)
    ]
    return Measured(date="2026-03-01", machine="any", cores=2, load_before=0.0, sandboxes=2, runs=runs)


def test_a_machine_shared_with_the_grader_takes_what_its_cores_need(figures):
    busy = 1000 * (TRUSTED + SANDBOX) / 2
    assert simulate(figures, 1000, machines=[2], shared=True) == pytest.approx(START + busy, rel=0.05)


def test_many_workers_wait_for_the_one_that_records(figures):
    assert simulate(figures, 1000, machines=[64] * 4) == pytest.approx(START + 1000 * TRUSTED, rel=0.05)


def test_slow_submissions_share_the_sandboxes(figures):
    least = 10 * LIMIT_SECONDS / 4
    assert least <= simulate(figures, 100, machines=[2, 2], slow=0.10) <= START + least + LIMIT_SECONDS + 100 * SANDBOX


def test_the_workers_named_are_enough_and_one_less_is_not(figures):
    number = workers_for(figures, 2000, 0.05, 1800.0)
    assert simulate(figures, 2000, machines=[8] * number, slow=0.05) <= 1800.0
    assert number > 1
    assert simulate(figures, 2000, machines=[8] * (number - 1), slow=0.05) > 1800.0


def test_what_cannot_be_done_in_time_by_any_number_is_said(figures):
    assert workers_for(figures, 100, 0.01, LIMIT_SECONDS / 2) is None
