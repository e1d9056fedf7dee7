"""Guesses at any names from one address are bounded before a password is hashed; a class behind one address gets in."""

from hub.accounts.lockout import MOST, SECONDS, FailedLogIns


def test_one_address_may_fail_so_often_in_a_minute_and_others_are_free():
    time = [0.0]
    failures = FailedLogIns(lambda: time[0])
    for _ in range(MOST):
        assert not failures.are_too_many("a")
        failures.add("a")
    assert failures.are_too_many("a") and not failures.are_too_many("b")
    time[0] = SECONDS + 1
    assert not failures.are_too_many("a")


def test_addresses_of_long_ago_are_forgotten():
    time = [0.0]
    failures = FailedLogIns(lambda: time[0])
    for number in range(1000):
        failures.add(str(number))
    time[0] = SECONDS + 1
    failures.add("new")
    assert len(failures._times) == 1
