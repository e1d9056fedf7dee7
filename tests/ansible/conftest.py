"""Runs the project's playbooks the way `make` does, and loads the scripts of roles as modules.

The playbooks run for real against this machine, restricted to the role under test and to names of
the test's own.
"""

import importlib.util
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture
def play():
    """Return `play(playbook, *arguments, **variables)`: the finished process, all output in `stdout`."""

    def run(playbook: str, *arguments: str, env=None, **variables) -> subprocess.CompletedProcess:
        settings = [word for name, value in variables.items() for word in ("-e", f"{name}={value}")]
        return subprocess.run(
            [ROOT / "ansible/play.sh", playbook, *arguments, *settings],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=env,
            timeout=300,
        )

    return run


@pytest.fixture
def preflight(play):
    """Return `preflight(**variables)`: only the checks that come before anything is changed."""

    def run(**variables) -> subprocess.CompletedProcess:
        variables.setdefault("classroom_name", "tt-preflight")
        variables.setdefault("classroom_port", 18731)
        variables.setdefault("preflight_disk_free_gib", 0)
        return play("site.yml", "--tags", "preflight", **variables)

    return run


@pytest.fixture(scope="module")
def script(request):
    """The stand-alone script that the test module names in `SCRIPT` (a path from the root), imported."""
    path = ROOT / request.module.SCRIPT
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
