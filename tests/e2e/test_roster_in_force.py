"""What `make up` says about the roster, and what a refused one leaves behind."""

from pathlib import Path

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.docker]


def test_the_first_run_says_whom_it_added(classroom):
    assert "added: ada, alice, bob, carol, tess" in classroom.first_run


def test_a_refused_roster_is_called_by_its_name_and_leaves_the_one_in_force(classroom, tmp_path):
    in_force = Path(f"/etc/tinytorch/{classroom.name}/roster/roster.csv")
    before = in_force.read_bytes()
    wrong = tmp_path / "last years list.csv"
    wrong.write_text("username,first_name,last_name,email,role\nada,Ada,Adams,,instructor\n", encoding="utf-8")
    refused = classroom.play("site.yml", "-e", f"classroom_roster='{wrong}'")
    assert refused.returncode != 0
    said = " ".join(refused.stdout.split())
    assert f"{wrong}: This roster would close" in said and "Nothing was changed" in said and "/dev/stdin" not in said
    assert in_force.read_bytes() == before
