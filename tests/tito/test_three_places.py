"""The same commands say the same outside a classroom: installed with pip, and in the self-learner's image.

The third place, a student's container in the hub, runs the same list in tests/e2e/test_term.py.
"""

import io
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import docker
import pytest
from daily_use import COURSE, Place, expected, live_through

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of a copy of the checkout: building leaves a `build/lib` behind."""
    base = tmp_path_factory.mktemp("wheel")
    tracked = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT, check=True, capture_output=True,
    ).stdout.split(b"\0")
    for name in filter(None, map(os.fsdecode, tracked)):
        if name.split("/")[0] not in ("tests", "docs", "ansible") and (CHECKOUT / name).is_file():
            target = base / "checkout" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((CHECKOUT / name).read_bytes())
    run("-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", base, base / "checkout")
    return next(base.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A clean virtual environment with the wheel and what it depends on; its directory."""
    venv = tmp_path_factory.mktemp("venv")
    run("-m", "venv", "--without-pip", venv)
    # Of some hundred packages few are imported: these are compiled then.
    run("-m", "pip", "--python", venv / "bin" / "python", "install", "-q", "--no-compile", wheel)
    return venv


def run(*arguments) -> None:
    # Isolated: pip must not find the checkout's own metadata through PYTHONPATH or the current directory.
    done = subprocess.run([sys.executable, "-I", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def on_this_machine(venv: Path, home: Path) -> Place:
    """tito from the virtual environment, in an empty directory, knowing nothing of the checkout."""
    environment = {"PATH": f"{venv}/bin:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}

    def tito(*words):
        done = subprocess.run(
            [venv / "bin" / "tito", *words], cwd=home, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        return done.returncode, done.stdout, done.stderr

    return Place(tito, lambda path: (home / path).read_text(), lambda path, text: (home / path).write_text(text))


def in_container(container) -> Place:
    """tito in a learner's container, as its user."""

    def tito(*words):
        done = container.exec_run(["tito", *words], demux=True)
        out, err = ((stream or b"").decode() for stream in done.output)
        return done.exit_code, out, err

    def write(path, text):
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            entry = tarfile.TarInfo(path)
            entry.size, entry.uid, entry.gid = len(text.encode()), 1000, 1000
            tar.addfile(entry, io.BytesIO(text.encode()))
        container.put_archive("/home/student", archive.getvalue())

    return Place(tito, lambda path: container.exec_run(["cat", path]).output.decode(), write)


def test_the_wheel_has_what_a_learner_needs_and_no_solution(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.startswith("curriculum/modules")] == []
    assert [name for name in names if name.startswith("tinytorch/core/")] == ["tinytorch/core/__init__.py"]
    assert {f"curriculum/notebooks/{module.slug}/{module.slug}.ipynb" for module in COURSE.built_modules} <= set(names)
    assert "tinytorch/datasets/tinydigits/tinydigits.npz" in names
    assert "curriculum/milestones/03_1986_mlp/README.md" in names
    # The course page, and where Jupyter finds it.
    assert {f"tito/page/templates/course.{kind}" for kind in ("html", "css", "js")} | {"look/look.css"} <= set(names)
    shared = {name.partition(".data/data/")[2] for name in names}
    assert "etc/jupyter/jupyter_server_config.d/tinytorch.json" in shared
    own = CHECKOUT / "tito" / "page" / "labextension" / "static"
    scripts = {f"share/jupyter/labextensions/tinytorch/static/{each.name}" for each in own.glob("*.js")}
    assert len(scripts) > 1 and scripts <= shared


def test_in_a_virtual_environment(installed, tmp_path):
    assert live_through(on_this_machine(installed, tmp_path)) == expected()


@pytest.mark.docker
def test_in_the_self_learners_image():
    container = docker.from_env().containers.run(
        f"tinytorch-selfhost:{os.environ.get('TINYTORCH_TAG', 'latest')}", detach=True, network_mode="none",
        labels={"org.tinytorch.classroom": "tt-three-places"},
    )
    try:
        assert live_through(in_container(container)) == expected()
    finally:
        container.remove(force=True, v=True)
