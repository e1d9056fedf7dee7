"""What authors write in short: cell markers become nbgrader's headers, includes become the shared functions."""
import pytest

from curriculum.errors import BuildError
from curriculum.source.includes import included
from curriculum.source.markers import with_headers


@pytest.mark.parametrize(("marker", "header"), [
    ("# %% test 3 test-relu", '# %% nbgrader={"grade": true, "grade_id": "test-relu", "locked": true, "points": 3, '
                              '"schema_version": 3, "solution": false, "task": false}'),
    ("# %% given relu-imports", '# %% nbgrader={"grade": false, "grade_id": "relu-imports", "locked": true, '
                                '"schema_version": 3, "solution": false, "task": false}'),
    ("# %% solution relu", '# %% nbgrader={"grade": false, "grade_id": "relu", "locked": false, "schema_version": 3, '
                           '"solution": true, "task": false}'),
    ("# %% [markdown] answer 8 why", '# %% [markdown] nbgrader={"grade": true, "grade_id": "why", "locked": false, '
                                     '"points": 8, "schema_version": 3, "solution": true, "task": false}'),
    ("# %% [markdown]", "# %% [markdown]"),
    ("# %%", "# %%"),
])
def test_a_marker_becomes_its_header(marker, header):
    assert with_headers(f"{marker}\n1", "01") == f"{header}\n1"


@pytest.mark.parametrize("marker", ["# %% test test-relu", "# %% solution 3 relu", "# %% answer 8 why", "# %% test 3"])
def test_a_marker_that_is_not_right_is_named(marker):
    with pytest.raises(BuildError, match="is no cell marker"):
        with_headers(marker, "01")


def test_shared_functions_take_the_place_of_the_directive():
    text = included("#| include measuring: best_seconds\nx = 1\n", "01")
    assert text.startswith("def best_seconds(action, repeats=3, enough=1.0):") and text.endswith("return min(times)\nx = 1\n")


@pytest.mark.parametrize(("directive", "why"), [
    ("#| include nothing: f", "no curriculum/shared/nothing.py"),
    ("#| include tests: explained, gone", "defines no gone"),
])
def test_what_cannot_be_included_is_named(directive, why):
    with pytest.raises(BuildError, match=why):
        included(directive, "01")
