"""Sharing the review sample out over the reviewers: even, stable, nobody reads their own and nobody reads one twice."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from grading.review.allocation import allocate

STUDENTS = st.sets(st.sampled_from([f"s{i}" for i in range(30)] + ["tess", "tom"]), max_size=25)
REVIEWERS = st.sets(st.sampled_from(["tess", "tom", "tim", "uma", "una"]), min_size=2)


def single(students):
    return [(student, 1) for student in sorted(students)]


def double(students):
    return single(students) + [(student, 2) for student in sorted(students)]


def spread(shared, reviewers):
    loads = Counter(shared.values())
    return max(loads[g] for g in reviewers) - min(loads[g] for g in reviewers)


@given(STUDENTS, REVIEWERS)
def test_loads_differ_by_at_most_one_and_everything_is_read(students, reviewers):
    shared = allocate(single(students), reviewers)
    assert set(shared) == set(single(students)) and spread(shared, reviewers) <= 1


@given(STUDENTS, REVIEWERS.filter(lambda reviewers: len(reviewers) > 2))
def test_second_reviews_are_shared_out_evenly_too(students, reviewers):
    shared = allocate(double(students), reviewers)
    assert set(shared) == set(double(students)) and spread(shared, reviewers) <= 1


@given(STUDENTS, REVIEWERS)
def test_nobody_reads_their_own_and_nobody_reads_one_twice(students, reviewers):
    shared = allocate(double(students), reviewers)
    assert not [slot for slot, reviewer in shared.items() if slot[0] == reviewer]
    assert not [s for s in students if (s, 2) in shared and shared[s, 1] == shared[s, 2]]


@given(STUDENTS, REVIEWERS)
def test_a_second_run_moves_nobody(students, reviewers):
    first = allocate(double(students), reviewers)
    assert allocate(reversed(double(students)), reviewers, first) == first


@given(STUDENTS, STUDENTS, REVIEWERS)
def test_late_arrivals_move_nobody_but_where_only_that_evens_out(early, late, reviewers):
    first = allocate(single(early), reviewers)
    both = allocate(single(early | late), reviewers, first)
    moved = [slot for slot in first if both[slot] != first[slot]]
    own = [student for student in early | late if student in reviewers]
    assert spread(both, reviewers) <= 1 and len(moved) <= len(own)


@given(STUDENTS, REVIEWERS, st.data())
def test_what_is_done_stays_with_who_did_it(students, reviewers, data):
    first = allocate(single(students), reviewers)
    done = set(data.draw(st.lists(st.sampled_from(sorted(first)), unique=True))) if first else set()
    left = data.draw(st.sampled_from(sorted(reviewers)))
    then = allocate(single(students), reviewers - {left} | {"new"}, first, done)
    assert all(then[slot] == first[slot] for slot in done)
    assert not [slot for slot, reviewer in then.items() if reviewer == left and slot not in done]


@given(STUDENTS, REVIEWERS)
def test_a_new_grader_takes_a_share_and_moves_as_few_as_possible(students, reviewers):
    first = allocate(single(students), reviewers)
    then = allocate(single(students), reviewers | {"new"}, first)
    moved = [slot for slot in first if then[slot] != first[slot]]
    assert spread(then, reviewers | {"new"}) <= 1
    assert len(moved) == Counter(then.values())["new"]


def test_with_one_grader_there_is_no_second_reader():
    assert allocate(double({"ada"}), ["tess"]) == {("ada", 1): "tess"}


def test_who_has_more_elsewhere_gets_no_more_here():
    elsewhere = {"tess": 9, "tom": 10}
    shared = allocate([("ada", 1)], elsewhere, rank=lambda reviewer: (elsewhere[reviewer], reviewer))
    assert shared == {("ada", 1): "tess"}
