"""Names of files: what fits on the disks of students and of the course is taken, anything else has a reason against it."""

import pytest

from exchange_rules.file_names import name_fault, path_fault


@pytest.mark.parametrize(
    "name", ["ps1.ipynb", "data/a b.csv", "Übung.ipynb", "日本.txt", "🔥.png", ".hidden", "x" * 255]
)
def test_usual_names_are_accepted(name):
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a\0b.ipynb", "no file name can hold"),
        ("a\ud800.ipynb", "no file name can hold"),
        ("/etc/passwd", "absolute"),
        ("../up.ipynb", "leads out"),
        ("a/../../up.ipynb", "leads out"),
        ("a//b", "empty part"),
        ("./a", "empty part"),
        ("", "empty part"),
        ("a\\b", "backslash"),
        ("x" * 256, "255 bytes"),
        ("ü" * 128, "255 bytes"),
        ("/".join(["x" * 200] * 6), "1024 bytes"),
        ("timestamp.txt/x", "timestamp.txt"),
    ],
)
def test_a_name_that_would_stop_the_collection_is_refused_everywhere(name, reason):
    assert reason in path_fault(name) and name_fault(name) == path_fault(name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a\nb.ipynb", "control character"),
        ("gpj.\u202eexe", "control character"),
        ("name.", "dot or a space"),
        ("folder /file", "dot or a space"),
    ],
)
def test_a_name_that_only_others_trip_over_is_refused_at_upload_and_taken_otherwise(name, reason):
    assert reason in name_fault(name) and path_fault(name) is None
