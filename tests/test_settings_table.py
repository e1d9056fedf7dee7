"""The documents name every setting: docs/settings.md the environment variables, docs/operators.md the Ansible variables."""

import re
from pathlib import Path

import pytest
import settings_table
import yaml

ROOT = Path(__file__).parents[1]
PROGRAMS = ("curriculum", "exchange_rules", "grading", "hub", "notebooks", "tinytorch", "tito", "image")
READS = re.compile(r"""(?:os\.environ(?:\.get\(|\[)|process\.env\.|"(?=[A-Z_]+" (?:not )?in os\.environ))["']?([A-Z][A-Z_]+)""")
FOREIGN = re.compile("JUPYTERHUB_|CONFIGPROXY_|DOCKER_HOST$|SSL_CERT_FILE$|USER$|HOME$|PATH$|PGTZ$")
DEFAULTS = sorted(ROOT.glob("ansible/roles/*/defaults/main.yml"))


def variables_of_programs() -> set[str]:
    """Environment variables that a program of the repository reads."""
    files = [path for room in PROGRAMS for kind in ("py", "mjs") for path in (ROOT / room).rglob(f"*.{kind}")]
    return {name for path in files for name in READS.findall(path.read_text(encoding="utf-8"))}


def operators_rows() -> set[str]:
    """Variables of the table in docs/operators.md."""
    table = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8").partition("\n## Variables\n")[2].partition("\n## ")[0]
    first = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`(\w+)`", " ".join(first)))


def test_the_page_of_settings_is_fresh():
    assert settings_table.PAGE.read_text(encoding="utf-8") == settings_table.page(), "run: python tests/settings_table.py"


def test_every_variable_that_a_program_reads_stands_in_it():
    read = {name for name in variables_of_programs() if not FOREIGN.match(name)}
    assert {"GRADING_COURSE_DIR", "CLASSROOM_TRUSTED_PROXIES", "TINYTORCH_HOME", "NGSHARE_URL"} <= read
    assert read - set(re.findall(r"`([A-Z_]+)`", settings_table.page())) == set()


@pytest.mark.parametrize("container", ["engine", "hub", "ngshare", "formgrader", "grader"])
def test_every_variable_that_ansible_gives_is_read(container):
    given = re.findall(r"^([A-Z_]+)=", (settings_table.ROLE / "templates" / f"{container}.env.j2").read_text(), re.MULTILINE)
    unknown = {name for name in given if not FOREIGN.match(name)} - set(re.findall(r"`([A-Z_]+)`", settings_table.page()))
    assert (bool(given), unknown) == (True, set())


@pytest.mark.parametrize(("title", "containers", "image"), [
    ("Hub, its proxy, and the engine's proxy", ("hub", "engine"), "hub/Dockerfile"),
    ("Exchange", ("ngshare",), "hub/Dockerfile"),
    ("Grader and formgrader", ("grader", "formgrader"), "Dockerfile"),
])
def test_every_setting_is_reached_from_ansible(title, containers, image):
    """Given by a template, or a place in the image that nobody should change."""
    table = settings_table.page().partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    wanted = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))
    texts = [(settings_table.ROLE / "templates" / f"{name}.env.j2").read_text() for name in containers]
    given = {name for text in texts for name in re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)}
    fixed = set(re.findall(r"\b([A-Z_]+)=/", (ROOT / image).read_text(encoding="utf-8")))
    unreached = {name for name in wanted - given - fixed if not FOREIGN.match(name)}
    assert (len(wanted) > 5, unreached) == (True, set())


def test_operators_find_every_ansible_variable():
    kept = {name for file in DEFAULTS for name in yaml.safe_load(file.read_text(encoding="utf-8"))}
    assert (kept - operators_rows(), operators_rows() - kept) == (set(), set())
