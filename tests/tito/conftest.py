"""A learner at a command line: an installation without solutions, an empty workspace, never a terminal."""

import compileall
import contextlib
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import learner_notebooks as notebooks
import pytest
import yaml
from typer.testing import CliRunner

from curriculum.course import load_course
from curriculum.products.build import build_module
from tito.main import app

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def installation(tmp_path_factory) -> Path:
    """The project as the student image has it: no reference modules, no sources; 01 to 03 are built."""
    root = tmp_path_factory.mktemp("site")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "tito", root / "tito", ignore=ignore)
    shutil.copytree(CHECKOUT / "notebooks", root / "notebooks", ignore=ignore)
    shutil.copytree(CHECKOUT / "look", root / "look", ignore=ignore)
    shutil.copytree(CHECKOUT / "tinytorch", root / "tinytorch", ignore=ignore)
    for solution in (root / "tinytorch" / "core").glob("[!_]*.py"):
        solution.unlink()
    (root / "curriculum").mkdir()
    shutil.copy(CHECKOUT / "curriculum" / "__init__.py", root / "curriculum")
    for room in ("course", "milestones"):
        shutil.copytree(CHECKOUT / "curriculum" / room, root / "curriculum" / room, ignore=ignore)
    course = yaml.safe_load((CHECKOUT / "curriculum" / "course.yml").read_text())
    for module in course["modules"]:
        module["built"] = module["number"] <= 3
    (root / "curriculum" / "course.yml").write_text(yaml.safe_dump(course, sort_keys=False))
    compileall.compile_dir(root, quiet=1)
    return root


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


@pytest.fixture
def learner(installation, tmp_path) -> Learner:
    """A learner with a prepared workspace and Module 01 to start, outside a classroom."""
    someone = Learner(installation, tmp_path)
    (someone.home / ".tito").mkdir()
    (someone.home / "modules").mkdir()
    someone.publish()
    return someone


@pytest.fixture(scope="session")
def products() -> dict[str, str]:
    """The texts of the release and source notebooks, built from the percent source."""
    built = build_module(load_course().module(1), CHECKOUT)
    return {product.path.parts[1]: product.text for product in built if product.path.parts[0] == "build"}


@pytest.fixture
def started(learner, products):
    """A learner who has just started the real module."""
    (learner.release / "01_tensor" / "01_tensor.ipynb").write_text(products["release"])
    learner.tito("module", "start", "01")
    return learner
