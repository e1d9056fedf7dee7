"""What is kept of a sandbox's answers to checks: plain numbers, whatever else a student's process sends with them."""

import json

import pytest

from grading.execution.plain_values import checked, kept, right

NUMBERS = {"values": {"list": [{"shape": [2], "numbers": [1.0, 2.0]}, {"text": None}, {"text": "a"}]}}
JUNK = [[]] * 1000


@pytest.mark.parametrize("answer", [
    {"values": JUNK}, {"values": {"text": "a" * 100_000}}, {"fault": "a" * 100_000}, {"fault": JUNK}, {"forged": JUNK}, JUNK,
    NUMBERS | {"more": JUNK}, {"values": NUMBERS["values"] | {"more": JUNK}},
    {"values": {"shape": [1], "numbers": [1.0], "more": JUNK}},
])
def test_nothing_that_takes_memory_is_kept(answer):
    assert len(json.dumps(kept(answer))) < 500


def test_values_are_kept_as_they_are():
    assert checked(kept(NUMBERS)) == checked(NUMBERS)
    assert right(kept(NUMBERS), NUMBERS, 0.0, 0.0)


def test_a_fault_is_kept_with_what_was_forged():
    assert kept({"fault": "the process ended itself with exit code 3", "forged": "Same"}) == {
        "fault": "the process ended itself with exit code 3", "forged": True,
    }
