"""What an operator is told before anything is changed: disk, port, roster, system, the classroom's name."""

import socket

import pytest

HEADER = "username,first_name,last_name,email,role\n"


@pytest.fixture
def taken_port():
    """A port that this very process listens on."""
    with socket.socket() as server:
        server.bind(("0.0.0.0", 0))
        server.listen(1)
        yield server.getsockname()[1]


def test_a_good_machine_passes_and_nothing_changes(preflight):
    outcome = preflight()
    assert outcome.returncode == 0 and "changed=0" in outcome.stdout, outcome.stdout


def test_a_taken_port_is_refused_with_its_holder_and_the_way_out(preflight, taken_port):
    outcome = preflight(classroom_port=taken_port)
    assert outcome.returncode != 0
    assert f"Port {taken_port} is taken by py" in outcome.stdout
    assert "classroom_port" in outcome.stdout


def test_a_nearly_full_disk_is_refused_with_what_is_free_and_what_is_needed(preflight):
    outcome = preflight(preflight_disk_free_gib=1_000_000, preflight_disk_path="/var/lib/not-there-yet")
    assert outcome.returncode != 0
    assert "/var/lib/not-there-yet has " in outcome.stdout
    assert "needs 1000000 GiB" in outcome.stdout


def test_a_missing_roster_is_refused_by_its_path(preflight, tmp_path):
    outcome = preflight(classroom_roster=tmp_path / "people.csv")
    assert outcome.returncode != 0
    assert f"There is no roster file {tmp_path}/people.csv" in outcome.stdout


def test_a_roster_with_another_header_is_refused(preflight, tmp_path):
    (tmp_path / "people.csv").write_text("name;mail\nalice;alice@example.org\n")
    outcome = preflight(classroom_roster=tmp_path / "people.csv")
    assert outcome.returncode != 0
    assert "is 'name;mail'; it must name the columns: username," in outcome.stdout


def test_a_roster_with_semicolons_is_left_to_the_hubs_own_check(preflight, tmp_path):
    (tmp_path / "people.csv").write_text(HEADER.replace(",", ";"))
    outcome = preflight(classroom_roster=tmp_path / "people.csv")
    assert outcome.returncode == 0, outcome.stdout


def test_a_roster_from_a_spreadsheet_with_a_byte_order_mark_passes(preflight, tmp_path):
    (tmp_path / "people.csv").write_text("\ufeff" + HEADER.replace("\n", "\r\n"), newline="")
    outcome = preflight(classroom_roster=tmp_path / "people.csv")
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize("name", ["Lab", "lab_1", "lab-home", "a" * 32])
def test_a_name_that_would_mix_up_classrooms_is_refused(preflight, name):
    outcome = preflight(classroom_name=name)
    assert outcome.returncode != 0 and f"classroom_name is '{name}'" in outcome.stdout, outcome.stdout


def test_another_system_is_refused_by_name(preflight):
    outcome = preflight(preflight_debian_versions="99")
    assert outcome.returncode != 0 and "the classroom is made for Debian" in outcome.stdout, outcome.stdout
