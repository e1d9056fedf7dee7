"""`down` keeps all data, `clean` deletes one classroom and leaves its neighbour on the same host alone."""

import secrets
import subprocess

import pytest

pytestmark = pytest.mark.docker


def docker(*arguments) -> list[str]:
    outcome = subprocess.run(["docker", *arguments], check=True, capture_output=True, text=True)
    return outcome.stdout.split()


def belongings(name: str) -> dict[str, list[str]]:
    """What exists under a classroom's name, running or not."""
    return {
        "containers": docker("ps", "--all", "--filter", f"name=^{name}-", "--format", "{{.Names}}"),
        "running": docker("ps", "--filter", f"name=^{name}-", "--format", "{{.Names}}"),
        "volumes": docker("volume", "ls", "--filter", f"name=^{name}-", "--format", "{{.Name}}"),
        "networks": docker("network", "ls", "--filter", f"name=^{name}-", "--format", "{{.Name}}"),
    }


@pytest.fixture
def classroom():
    """Return `classroom()`: the name of a stand-in with a hub, a student's server and a home."""
    names = []

    def create() -> str:
        name = f"tt-stop-{secrets.token_hex(3)}"
        names.append(name)
        label = ["--label", f"org.tinytorch.classroom={name}"]
        docker("network", "create", *label, f"{name}-students")
        docker("volume", "create", *label, f"{name}-course")
        docker("volume", "create", f"{name}-home-alice")
        for role in ("hub", "user-alice"):
            options = [*label, "--network", f"{name}-students", "--name", f"{name}-{role}", "--init"]
            docker("run", "--detach", *options, "tinytorch-base:bookworm", "sleep", "600")
        return name

    yield create
    for name in names:
        left = belongings(name)
        for kind, delete in (("containers", "rm -f"), ("volumes", "volume rm"), ("networks", "network rm")):
            if left[kind]:
                docker(*delete.split(), *left[kind])


def test_down_stops_the_students_servers_too_and_keeps_everything(play, classroom):
    name = classroom()
    before = belongings(name)
    outcome = play("down.yml", classroom_name=name)
    assert outcome.returncode == 0, outcome.stdout
    assert belongings(name) == {**before, "running": []}


def test_clean_deletes_one_classroom_and_leaves_its_neighbour(play, classroom):
    name, neighbour = classroom(), classroom()
    before = belongings(neighbour)
    outcome = play("clean.yml", classroom_name=name, classroom_clean_yes="true")
    assert outcome.returncode == 0, outcome.stdout
    assert not any(belongings(name).values())
    assert belongings(neighbour) == before


def test_clean_without_a_terminal_deletes_nothing(play, classroom):
    name = classroom()
    before = belongings(name)
    outcome = play("clean.yml", classroom_name=name)
    assert outcome.returncode != 0 and "Nothing was deleted" in outcome.stdout, outcome.stdout
    assert belongings(name) == before


@pytest.mark.parametrize("name", ["", "../..", ".*"])
@pytest.mark.parametrize("playbook", ["clean.yml", "down.yml"])
def test_a_name_that_is_no_classroom_deletes_and_stops_nothing(play, playbook, name):
    outcome = play(playbook, classroom_name=name, classroom_clean_yes="true")
    assert outcome.returncode != 0 and "takes" in outcome.stdout and "Delete what carries" not in outcome.stdout, outcome.stdout
