"""Names of files: what fits on the disks of students and graders is taken, anything else has a reason against it."""

import pytest

from exchange_rules.file_names import path_fault


@pytest.mark.parametrize(
    "name", ["ps1.ipynb", "data/a b.csv", "Übung.ipynb", "日本.txt", "🔥.png", ".hidden", "x" * 255]
)
def test_usual_names_are_accepted(name):
    assert path_fault(name) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a\0b.ipynb", "control character"),
        ("a\nb.ipynb", "control character"),
        ("a\ud800.ipynb", "control character"),
        ("gpj.\u202eexe", "control character"),
        ("/etc/passwd", "absolute"),
        ("../up.ipynb", "leads out"),
        ("a/../../up.ipynb", "leads out"),
        ("a//b", "empty part"),
        ("./a", "empty part"),
        ("", "empty part"),
        ("a\\b", "backslash"),
        ("name.", "dot or a space"),
        ("folder /file", "dot or a space"),
        ("x" * 256, "255 bytes"),
        ("ü" * 128, "255 bytes"),
        ("/".join(["x" * 200] * 6), "1024 bytes"),
        ("timestamp.txt/x", "timestamp.txt"),
    ],
)
def test_a_name_that_would_stop_the_collection_is_refused(name, reason):
    assert reason in path_fault(name)
