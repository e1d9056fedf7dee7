"""The programs that make TinyDigits and check TinyTalks."""

import shutil

import numpy as np
import pytest

from curriculum.datasets.check_tinytalks import FOLDER, faults
from curriculum.datasets.make_tinydigits import FILE, archive, choose


def test_shipped_tinytalks_has_no_faults():
    assert faults() == []


@pytest.fixture
def talks(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "talks")
    return tmp_path / "talks"


@pytest.mark.parametrize(
    "line, fault",
    [
        ("One field only", "is not a question, a tab and an answer"),
        ("Where?\t", "is not a question, a tab and an answer"),
        ("Caf\u00e9?\tYes.", "not printable ASCII"),
        ("Why?\tBecause. ", "a space too many"),
        ("Why  not?\tBecause.", "a space too many"),
        ("Why?\tBecause.\r", "not printable ASCII"),
        ("W" * 80 + "?\tYes.", "the question has 81 characters"),
        ("Why?\t" + "y" * 61, "the answer has 61 characters"),
        ("HELLO\tHi.", "asks the same as greetings.tsv, line 1"),
        ("What is two plus two?\tTwo plus two is five.", "should be: Two plus two is four."),
        ("What is five divided by two?\tTwo.", "the result is 2.5"),
        ("What is two divided by zero?\tMany.", "the sum cannot be checked"),
    ],
)
def test_a_bad_line_is_named(talks, line, fault):
    with (talks / "dialogue.tsv").open("a", encoding="utf-8", newline="") as file:
        file.write(line + "\n")

    assert any(text.startswith("dialogue.tsv, line 73: ") and fault in text for text in faults(talks))


def test_a_level_with_more_pairs_is_not_balanced(talks):
    with (talks / "facts.tsv").open("a") as file:
        file.write("What is new here?\tThis line is.\n")

    assert [fault.partition(":")[0] for fault in faults(talks)] == ["the levels are not balanced"]


def test_a_level_with_too_few_pairs_is_named(talks):
    lines = (talks / "facts.tsv").read_text().splitlines(keepends=True)
    (talks / "facts.tsv").write_text("".join(lines[:69]))

    assert "facts.tsv has 69 pairs, fewer than 70" in faults(talks)


def test_a_missing_level_is_named(talks):
    (talks / "facts.tsv").unlink()

    assert "facts.tsv is missing" in faults(talks)


def test_the_choice_of_digits_is_balanced_and_disjoint():
    labels = np.arange(2000) % 10

    train, test = choose(labels)

    assert np.bincount(labels[train]).tolist() == [100] * 10
    assert np.bincount(labels[test]).tolist() == [20] * 10
    assert not set(train) & set(test)


def test_too_few_digits_are_refused():
    with pytest.raises(ValueError, match="only 119 samples of digit 9"):
        choose(np.repeat(np.arange(10), [120] * 9 + [119]))


def test_shipped_tinydigits_is_what_the_program_makes():
    sklearn = pytest.importorskip("sklearn.datasets", reason="scikit-learn is not installed")
    digits = sklearn.load_digits()

    assert archive(digits.images.astype(np.uint8), digits.target.astype(np.uint8)) == FILE.read_bytes()
