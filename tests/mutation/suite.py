"""What has to notice a fault in a module of the package: the test cells of its own notebook, then its tests in tests/tinytorch.

`python tests/mutation/suite.py 03` ends with exit code 1 at the first failure. It says nothing about who broke what.
"""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def test_files(number: int) -> list[Path]:
    """The files of tests/tinytorch that bear the module's name; an empty list would be an error."""
    from curriculum.course import load_course

    name = load_course().module(number).exports.rpartition(".")[2]
    files = sorted((ROOT / "tests" / "tinytorch").rglob(f"test_{name}*.py"))
    if not files:
        raise FileNotFoundError(f"nothing in tests/tinytorch is called test_{name}*.py. Fix: write one.")
    return files


def commands(number: int) -> list[list[str]]:
    """The notebook first: it takes a second and kills most mutants."""
    notebook = ROOT / "tests" / "tinytorch" / "notebook_on_package.py"
    pytest = ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=1", "--timeout=60"]
    return [[sys.executable, str(notebook), str(number)], [sys.executable, *pytest, *map(str, test_files(number))]]


if __name__ == "__main__":
    sys.exit(any(subprocess.run(command, cwd=ROOT).returncode for command in commands(int(sys.argv[1]))))
