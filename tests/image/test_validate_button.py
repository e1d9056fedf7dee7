"""*Validate* in JupyterLab, pressed in a real browser: it answers, and what it answers is what `tito module test` says."""

import json
import pathlib
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.docker
SCREENSHOTS = pathlib.Path(__file__).parents[2] / "build" / "screenshots"
PATH = "modules/01_tensor/01_tensor.ipynb"


@pytest.fixture(scope="module")
def page(alone, browser):
    address, token = alone.address()
    alone.run("tito", "module", "start", "01")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/?token={token}")
    yield page
    page.close()


def validate(page, alone, name):
    """Open the notebook, press the button; what the dialog says."""
    page.goto(f"{alone.address()[0]}/lab/tree/{PATH}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    page.locator(".jp-NotebookPanel-toolbar").get_by_text("Validate", exact=True).click()
    dialog = page.locator(".jp-Dialog-content")
    dialog.wait_for(timeout=120_000)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"validate-{name}.png")
    said = dialog.inner_text()
    dialog.get_by_role("button").last.click()
    expect(dialog).to_have_count(0)
    return said


def change(alone, program):
    """Run Python in the container with the notebook as `nb`, and save it."""
    lines = f"import json\npath = '/home/student/{PATH}'\nnb = json.load(open(path))\n{program}\njson.dump(nb, open(path, 'w'))"
    alone.run("python3", "-c", lines)


def test_a_blank_notebook_fails_with_the_reason(page, alone):
    said = validate(page, alone, "blank")
    assert said.count("The following cell failed") == 1 and "1 points" not in said
    assert re.search(r"A region that this test needs is still empty: fill in the cell of \w+\.", said)
    tested = alone.container.exec_run(["tito", "module", "test", "01", "--json"], stderr=False).output
    titles = [result["title"] for result in json.loads(tested)["results"] if not result["passed"]]
    assert titles and [title for title in titles if not re.search(re.escape(title) + r", cell \d+, \d+ points?\b", said)] == []


def test_a_kernel_that_is_not_there_and_a_broken_cell(page, alone):
    change(alone, "nb['metadata']['kernelspec'] = {'name': 'conda-env-ml-py', 'display_name': 'ml', 'language': 'python'}\n"
                  "nb['cells'].insert(1, {'cell_type': 'code', 'id': 'mine', 'metadata': {}, 'outputs': [],"
                  " 'execution_count': None, 'source': 'def half(:'})")
    answer = alone.run("python3", "-c", "from pathlib import Path; from tito.lab.validate import validate; "
                                        f"print(validate(Path('/home/student/{PATH}')))")
    assert "cell 2, line 1 does not parse" in answer and "Traceback" not in answer


def test_a_damaged_file_is_said(alone, tmp_path):
    alone.run("sh", "-c", "echo '{' > /home/student/modules/01_tensor/broken.ipynb")
    answer = alone.run("python3", "-c", "from pathlib import Path; from tito.lab.validate import validate; "
                                        "print(validate(Path('/home/student/modules/01_tensor/broken.ipynb')))")
    assert "broken.ipynb cannot be read: the notebook file is damaged" in answer and "line 2" in answer
