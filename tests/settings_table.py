"""docs/settings.md: every environment variable that the packages read, from their own descriptions and Ansible's templates.

`python tests/settings_table.py` writes it; test_settings_table.py refuses a stale one.
"""

import importlib.util
import re
import sys
from pathlib import Path

import yaml
from pydantic import SecretStr
from pydantic_core import PydanticUndefined

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "settings.md"
ROLE = ROOT / "ansible" / "roles" / "classroom"
HEADING = """# Settings

Every environment variable that the programs read, made by `python tests/settings_table.py` from their own descriptions. An
operator sets the Ansible variable and never the environment of a container; all Ansible variables are in
[operators.md](operators.md#variables). Without one, `make up` sets what is needed. "Computed": see there.
"""
# Read where no settings are modelled: by the framework and the learner's command, which know no classroom.
LEARNERS = {
    "TINYTORCH_HOME": "the learner's directory; default: the nearest with `.tito/`, else the home",
    "TINYTORCH_REFERENCE": "where unlocked reference modules are; default: `/srv/tinytorch-reference`",
    "TINYTORCH_OVERLAY": "`off`: the learner's own modules are not imported",
    "TINYTORCH_DATA": "where data sets are; default: `~/.tinytorch/data`",
    "TINYTORCH_RELEASE_DIR": "release notebooks of a learner without a classroom",
    "TINYTORCH_COURSE_FILE": "another `course.yml`, for the builder and its tests",
    "NGSHARE_URL": "where the exchange is; set by the hub. Without it a learner is alone",
    "NGSHARE_UPLOAD_LIMIT_MIB": "largest upload that the exchange takes; set by the hub. Without it nothing is refused before",
    "COURSE_ID": "course id in the exchange; set by the hub",
    "JUPYTER_SERVER_ROOT": "set by Jupyter: where paths of notebooks begin",
}


def load(name: str, path: str):
    """A module of the tree by its file, since the exchange's package is installed in its image only."""
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ansible_defaults() -> dict:
    """The classroom's settings with their defaults."""
    return yaml.safe_load((ROLE / "defaults" / "main.yml").read_text(encoding="utf-8"))


def given_by_ansible(*templates: str) -> dict[str, str]:
    """Environment variables with the one setting that each is made of, for a container's template."""
    settings, given = ansible_defaults(), {}
    for template in templates:
        for line in (ROLE / "templates" / f"{template}.env.j2").read_text().splitlines():
            match = re.fullmatch(r"(\w+)=\{\{ (\w+) \}\}", line)
            if match and match[2] in settings:
                given[match[1]] = match[2]
    return given


def environment(template: str) -> dict[str, str]:
    """What Ansible gives a container of its fixed defaults; computed ones and secrets are left out."""
    settings = ansible_defaults()
    return {name: str(value) for name, of in given_by_ansible(template).items() if "{{" not in (value := str(settings[of]))}


def section(title: str, fields: dict, *templates: str) -> str:
    """A table: `fields` are pydantic's, by variable."""
    settings, given = ansible_defaults(), given_by_ansible(*templates)
    rows = []
    for variable, field in fields.items():
        ansible, default = given.get(variable, ""), field.default
        default = default.get_secret_value() if isinstance(default, SecretStr) else default
        if ansible and settings[ansible] != "":
            default = "computed" if "{{" in str(settings[ansible]) else f"`{settings[ansible]}`"
        elif default is PydanticUndefined:
            default = "" if field.default_factory else "required"
        else:
            default = "" if default in (None, "") else f"`{default}`"
        ansible = f"`{ansible}`" if ansible else ""
        rows.append(f"| `{variable}` | {ansible} | {default} | {field.description} |")
    return f"\n## {title}\n\n| variable | Ansible | default | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def page() -> str:
    """The whole page."""
    from grading.settings import Choices, SiteSettings, variable

    hub = load("hub_settings", "hub/settings.py")
    exchange = load("ngshare_guard_settings", "hub/ngshare/ngshare_guard/settings.py").Settings
    grading = {variable(name): field for name, field in (SiteSettings.model_fields | Choices.model_fields).items()}
    learners = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in LEARNERS.items())
    return (
        HEADING
        + section("Hub, its proxy, and the engine's proxy", {
            hub.PREFIX + name.upper(): field for name, field in hub.Settings.model_fields.items()
        }, "hub")
        + section("Exchange", {field.alias: field for field in exchange.model_fields.values()}, "ngshare")
        + section("Grader and formgrader", grading, "grader", "formgrader")
        + f"\n## A learner's server or computer\n\n| variable | meaning |\n|---|---|\n{learners}"
        + "\nVariables `JUPYTERHUB_*` are JupyterHub's, `CONFIGPROXY_AUTH_TOKEN` is its proxy's, `DOCKER_HOST` is Docker's.\n"
    )  # fmt: skip


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
