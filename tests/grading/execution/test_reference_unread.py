"""The reference of earlier modules runs in the sandbox, but no cell can read or print it."""

import json
from pathlib import Path

import pytest

from curriculum.course import load_course
from curriculum.products.course_dir import ensure_course_dir
from grading.messages.reporter import Reporter
from grading.pipeline import run as batch_run
from grading.records import context

ROOT = Path(__file__).resolve().parents[3]
MODULE = load_course().module(2)
READERS = """
import inspect
import linecache
from pathlib import Path

import tinytorch.core.tensor as tensor

def said(read):
    try:
        print(read())
    except Exception as error:
        print(type(error).__name__)

said(lambda: inspect.getsource(tensor))
said(lambda: inspect.getsource(tensor.Tensor))
said(lambda: inspect.getsource(tensor.Tensor.matmul))
said(lambda: tensor.__loader__.get_source("tinytorch.core.tensor"))
said(lambda: Path(tensor.__file__).read_text())
said(lambda: [path.read_text() for path in Path("/sandbox/reference").rglob("*.py")])
print(linecache.getlines(tensor.__file__))
print(tensor.Tensor([1.0, 2.0]) + 1)
tensor.Tensor("text")
"""


@pytest.mark.docker
def test_no_cell_can_read_an_earlier_module(tmp_path, sandbox, monkeypatch):
    monkeypatch.setenv("GRADING_TIMEOUT_SECONDS", "60")
    ensure_course_dir(load_course(), ROOT, tmp_path)
    source = tmp_path / "source" / MODULE.slug / f"{MODULE.slug}.ipynb"
    nb = json.loads(source.read_text())
    cell = {"cell_type": "code", "metadata": {}, "source": READERS, "outputs": [], "execution_count": None}
    nb["cells"].append(cell)
    work = tmp_path / "submitted" / "ada" / MODULE.slug / source.name
    work.parent.mkdir(parents=True)
    work.write_text(json.dumps(nb))

    with context.open_assignment(tmp_path, MODULE.slug, Reporter(lambda line: None)) as one:
        batch_run.autograde(one)

    graded = json.loads((tmp_path / "autograded" / "ada" / MODULE.slug / source.name).read_text())
    printed, error = graded["cells"][-1]["outputs"]
    secrets = [line.strip() for line in (ROOT / "tinytorch/core/tensor.py").read_text().splitlines()]
    secrets = [line for line in secrets if line.startswith(("return ", "array = ", "raise "))]
    shown = json.dumps(graded["cells"][-1]["outputs"])
    assert "Tensor([2., 3.], shape=(2,))" in printed["text"]
    assert error["ename"] == "TypeError"
    assert len(secrets) > 20 and [line for line in secrets if line in shown] == []
