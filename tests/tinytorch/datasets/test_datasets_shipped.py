"""TinyDigits and TinyTalks as a learner loads them."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

import tinytorch.datasets
from tinytorch.datasets import TINYTALKS_LEVELS, load_tinydigits, load_tinytalks

DIGITS = Path(tinytorch.datasets.__file__).parent / "tinydigits" / "tinydigits.npz"


def test_tinydigits_file_is_the_published_one():
    assert hashlib.sha256(DIGITS.read_bytes()).hexdigest() == (
        "3169f76a04c999e04a91784765be48d3f5f959bd6e46d5080d88aae6c78f9ba8"
    )


def test_tinydigits_shapes_and_types():
    found = [f"{array.shape} {array.dtype}" for array in load_tinydigits()]

    assert found == ["(1000, 8, 8) float32", "(1000,) int64", "(200, 8, 8) float32", "(200,) int64"]


@pytest.mark.parametrize("images", [0, 2])
def test_tinydigits_pixels_fill_zero_to_one(images):
    pixels = load_tinydigits()[images]

    assert (pixels.min(), pixels.max()) == (0.0, 1.0)


@pytest.mark.parametrize("labels, each", [(1, 100), (3, 20)])
def test_tinydigits_has_as_many_of_every_digit(labels, each):
    assert np.bincount(load_tinydigits()[labels]).tolist() == [each] * 10


def test_no_tinydigit_is_in_both_parts():
    train, _, test, _ = load_tinydigits()

    assert not {image.tobytes() for image in train} & {image.tobytes() for image in test}


def test_labels_belong_to_the_images():
    # The mean picture of each class reads most test digits; with labels out of order it reads one in ten.
    train, labels, test, answers = load_tinydigits()
    means = np.stack([train[labels == digit].mean(axis=0) for digit in range(10)])

    distances = ((test[:, None] - means) ** 2).sum(axis=(2, 3))

    assert (distances.argmin(axis=1) == answers).mean() > 0.85


def test_each_call_gives_arrays_of_its_own():
    load_tinydigits()[0][:] = 7

    assert load_tinydigits()[0].max() == 1


def test_tinytalks_has_five_equal_levels():
    assert [len(load_tinytalks(level)) for level in TINYTALKS_LEVELS] == [72] * 5


def test_tinytalks_levels_by_number_and_name_are_the_same():
    assert load_tinytalks(3) == load_tinytalks("numbers")


def test_all_of_tinytalks_is_the_levels_in_order():
    assert load_tinytalks() == [pair for level in range(1, 6) for pair in load_tinytalks(level)]


def test_a_pair_is_a_question_and_an_answer():
    assert load_tinytalks(2)[0] == ("What color is the sky on a clear day?", "The sky is blue.")


@pytest.mark.parametrize("level", [0, 6, "poems", True, 1.0, ""])
def test_an_unknown_level_names_those_there_are(level):
    with pytest.raises(ValueError, match="1 greetings, 2 facts, 3 numbers, 4 reasoning, 5 dialogue"):
        load_tinytalks(level)


def test_the_data_ships_with_the_learners_package(places):
    code = """
from tinytorch.datasets import load_tinydigits, load_tinytalks
print(len(load_tinydigits()[0]), len(load_tinytalks()))
"""

    assert places.output(code) == "1000 360"


def test_datasets_are_found_without_an_import_of_their_own(places):
    assert places.output("import tinytorch; print(len(tinytorch.datasets.load_tinytalks(1)))") == "72"


def test_datasets_import_numpy_and_the_standard_library_only(places):
    code = """
import sys
before = set(sys.modules)
import tinytorch.datasets
files = {name: getattr(sys.modules[name], "__file__", None) or "" for name in set(sys.modules) - before}
print(sorted({name.partition(".")[0] for name, file in files.items() if "site-packages" in file}))
"""

    assert places.output(code) == "['numpy']"
