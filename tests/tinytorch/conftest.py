"""A package without reference modules, a learner's workspace and a reference volume, all temporary."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, settings

# For tests that are expected to fail (--hypothesis-profile=first-failure): the example is of no interest, the time is.
settings.register_profile("first-failure", phases=[Phase.generate], database=None, deadline=None, report_multiple_bugs=False)

PACKAGE = Path(__file__).resolve().parents[2] / "tinytorch"


class Places:
    """Where a module's file can lie. `run` starts a fresh Python that sees exactly these places."""

    def __init__(self, base: Path):
        self.home = base / "home"
        self.reference = base / "reference"
        self.site = base / "site"
        self.home.mkdir()
        # The student image: the hand-written package, no module of the reference.
        shutil.copytree(PACKAGE, self.site / "tinytorch", ignore=shutil.ignore_patterns("__pycache__"))
        for file in (self.site / "tinytorch" / "core").glob("*.py"):
            if file.name != "__init__.py":
                file.unlink()

    def write(self, place: str, name: str, text: str) -> Path:
        """Put a core module at home, in the reference volume or into the installed package ("site")."""
        file = getattr(self, place) / "tinytorch" / "core" / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def run(self, code: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess:
        settings = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "PYTHONPATH": str(self.site),
            "TINYTORCH_HOME": str(self.home),
            "TINYTORCH_REFERENCE": str(self.reference),
            **env,
        }
        env = {key: value for key, value in settings.items() if value}
        command = [sys.executable, "-c", code]
        return subprocess.run(command, cwd=cwd or self.home, env=env, capture_output=True, text=True)

    def output(self, code: str, **options) -> str:
        """What `code` prints; fails with its traceback if it raises."""
        result = self.run(code, **options)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def error(self, code: str, **options) -> str:
        """The last lines of the traceback: the error and its notes."""
        result = self.run(code, **options)
        assert result.returncode == 1, result.stdout
        return result.stderr.strip()


@pytest.fixture
def places(tmp_path) -> Places:
    return Places(tmp_path)
