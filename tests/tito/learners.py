"""A learner at a command line, with a workspace of its own and never a terminal."""

import contextlib
import os
import resource
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import learner_notebooks as notebooks
from typer.testing import CliRunner

from tito.main import app


class Learner:
    """Runs tito as a learner would. `home` is the workspace; `env` may be changed before a command."""

    def __init__(self, installation: Path, base: Path):
        self.installation, self.home, self.release = installation, base / "home", base / "release"
        self.home.mkdir()
        self.release.mkdir()
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "USER": "ada",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(installation),
            "TINYTORCH_HOME": str(self.home),
            "TINYTORCH_REFERENCE": str(base / "reference"),
            "TINYTORCH_RELEASE_DIR": str(self.release),
            "TINYTORCH_COURSE_FILE": str(installation / "curriculum" / "course.yml"),
            # With `largest_file`, Python would leave cut-off byte code behind.
            "PYTHONDONTWRITEBYTECODE": "1",
            "JUPYTER_CONFIG_DIR": str(base / "config"),
            "JUPYTER_DATA_DIR": str(base / "data"),
        }

    @property
    def notebook(self) -> Path:
        return self.home / "modules" / "01_tensor" / "01_tensor.ipynb"

    def tito(self, *args: str, cwd: Path | None = None) -> SimpleNamespace:
        """Run a command in this process: importing the libraries each time would be slow."""
        with (
            mock.patch.dict(os.environ, self.env, clear=True),
            contextlib.chdir(cwd or self.home),
            mock.patch("tinytorch._overlay._CORE", self.installation / "tinytorch" / "core"),
        ):
            done = CliRunner().invoke(app, args, prog_name="tito")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return SimpleNamespace(returncode=done.exit_code, stdout=done.stdout, stderr=done.stderr)

    def command(self, *args: str, largest_file: int | None = None) -> subprocess.CompletedProcess:
        """Run a command as a program. Writes past `largest_file` bytes fail, as on a full disk."""

        def limit():
            if largest_file is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        return subprocess.run(
            [sys.executable, "-m", "tito", *args],
            cwd=self.home,
            env=self.env,
            text=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            preexec_fn=limit,
        )

    def python(self, program: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=self.home,
            env=self.env,
            text=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, *args, **kwargs) -> None:
        """Save the notebook as if the learner had edited it."""
        self.notebook.parent.mkdir(parents=True, exist_ok=True)
        self.notebook.write_text(notebooks.text(*args, **kwargs))

    def publish(self, slug: str = "01_tensor") -> None:
        """Put a blank release notebook into the release directory."""
        (self.release / slug).mkdir(parents=True)
        (self.release / slug / f"{slug}.ipynb").write_text(notebooks.text(notebooks.STUB))
