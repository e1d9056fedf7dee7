"""axe on every page of formgrader and of ours: nothing serious or critical, on a desk and on a phone, by day and by night."""

import re
import shutil

import nbformat
import pytest
from accessibility import serious
from coursework import ASSIGNMENT, BOOK
from formgrader_server import HEADER, FormgraderServer

from grading.messages.reporter import Reporter
from grading.records.context import open_assignment
from grading.similarity.screen import report as report_similarity

pytestmark = pytest.mark.docker
PAGES = (
    "formgrader/manage_assignments", f"formgrader/manage_submissions/{ASSIGNMENT}", "formgrader/manage_students",
    "formgrader/manage_students/s0", f"formgrader/manage_students/s0/{ASSIGNMENT}", "formgrader/gradebook",
    f"formgrader/gradebook/{ASSIGNMENT}", f"formgrader/gradebook/{ASSIGNMENT}/{BOOK}", "formgrader/submissions/ID/",
    f"formgrader/question/{ASSIGNMENT}/{BOOK}/why", "reviews", "grading", f"grading/{ASSIGNMENT}",
    f"grading/{ASSIGNMENT}/review", f"grading/{ASSIGNMENT}/raters", f"formgrader/preview/{ASSIGNMENT}", "grading/nothing",
    f"grading/{ASSIGNMENT}/similarity",
)  # fmt: skip
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}
# What stands on a page and would be read on a ground that was made for the day.
GROUND = """() => [...document.querySelectorAll("body *")].filter(each => {
    const [red, green, blue, all = 1] = (getComputedStyle(each).backgroundColor.match(/[\\d.]+/g) || []).map(Number);
    return each.checkVisibility() && all > 0.5 && red + green + blue > 600 && !each.closest("img, .label, .scoring-buttons");
}).map(each => each.outerHTML.slice(0, 120))"""
WORDS = """# Why
| a | b |
|---|---|
| `x.a_name_without_a_blank()` | `v.another_name_without_a_blank(-1, 1)` |

```
x.shape          asked from data            (2, 3)           and on
```

> said before, [elsewhere](https://example.org), $x^2$

```python
@cached
def double(x: int) -> str:
    return f"{x * 2}" if not None else 0x1F  # a note
```
"""
CODE = "import numpy as np\nclass Layer(Exception):\n    def __init__(self): self.x = [1, 2.5, 'a']  # a note\n%time np.sum?\n"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
CODES = ("31", "1;32", "33", "34", "35", "36", "37", "90", "43", "30;41")
COLOURS = "".join(f"\x1b[{code}mcolour {code}\x1b[0m " for code in CODES)
TABLE = "<table><tr><th>a</th><td>1</td></tr></table>"


def colourful(path):
    """Put code, Markdown and outputs of every kind into the notebook that is shown."""
    nb = nbformat.read(path, 4)
    outputs = [
        nbformat.v4.new_output("stream", name="stdout", text=COLOURS),
        nbformat.v4.new_output("stream", name="stderr", text="late"),
        nbformat.v4.new_output("execute_result", {"text/plain": "array([1])", "text/html": TABLE}),
        nbformat.v4.new_output("display_data", {"image/png": DOT}),
        nbformat.v4.new_output("error", ename="E", evalue="no", traceback=[COLOURS]),
    ]  # fmt: skip
    code = nbformat.v4.new_code_cell(CODE, outputs=outputs)
    for cell in (nbformat.v4.new_markdown_cell(WORDS), code, nbformat.v4.new_raw_cell("raw")):
        del cell["id"]  # the notebook's format is older
        nb.cells.append(cell)
    nbformat.write(nb, path)


@pytest.fixture(scope="module")
def server(class_once, tmp_path_factory):
    root = shutil.copytree(class_once, tmp_path_factory.mktemp("looks") / "course")
    colourful(root / "autograded" / "s0" / ASSIGNMENT / f"{BOOK}.ipynb")
    with open_assignment(root, ASSIGNMENT, Reporter(lambda _: None)) as context:
        report_similarity(context, [], None, 0.6)
    server = FormgraderServer(root, tmp_path_factory.mktemp("server")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def submission(server):
    return server.api("tess").submissions(ASSIGNMENT, BOOK)["s0"]["id"]


@pytest.mark.parametrize(("width", "light"), [(1280, "light"), (390, "dark")])
def test_no_serious_finding(server, submission, browser, width, light):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, extra_http_headers={HEADER: "tess"}, color_scheme=light
    )
    page, found = context.new_page(), {}
    page.set_default_timeout(90_000)
    for path in PAGES:
        page.goto(f"{server.url}/{path.replace('ID', submission)}")
        page.wait_for_load_state("networkidle")
        if "submissions/ID" in path or "question" in path:
            page.wait_for_selector("#classroom-bar")
            page.wait_for_function("$('textarea.comment').get().every(box => box.getAttribute('aria-label'))")
        said = []
        for now in ("dark" if light == "light" else "light", light):
            page.emulate_media(color_scheme=now)
            said += [f"{now}: {finding}" for finding in serious(page)]
            if page.evaluate("getComputedStyle(document.body).backgroundColor") != PAPER[now]:
                said.append(f"{now}: not in the light that the reader asked for")
            if now == "dark" and (bright := page.evaluate(GROUND)):
                said.append(f"dark: light grounds: {bright[:5]}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            said.append("wider than the window")
        if said:
            found[path] = said
    page.goto(f"{server.url}/formgrader/manage_assignments")
    page.get_by_role("link", name=re.compile("Due date of")).click()
    page.get_by_role("dialog").get_by_role("button", name="OK").wait_for()
    page.wait_for_function("getComputedStyle(document.querySelector('.modal')).opacity === '1'")
    if said := serious(page):
        found["a dialog"] = said
    ok = page.get_by_role("dialog").get_by_role("button", name="OK")
    assert ok.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(168, 65, 10)", "white words on nothing"
    context.close()
    assert not found, "\n".join(f"{path}: {line}" for path, lines in found.items() for line in lines)
