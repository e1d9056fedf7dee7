"""Text that students wrote, opened in a real browser on a real formgrader: nothing of it acts."""

import base64

import coursework
import pytest
from coursework import ASSIGNMENT, BOOK, changed, submit
from formgrader_server import HEADER, FormgraderServer

from grading.feedback.pages import generate

pytestmark = pytest.mark.docker

SCRIPT = "window.acted = (window.acted || 0) + 1; alert('acted')"
PAGE = base64.b64encode(f"<script>parent.postMessage('acted', '*'); {SCRIPT}</script>".encode()).decode()
SVG = base64.b64encode(f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{SCRIPT}\"/>".encode()).decode()
HERE = ("http://127.0.0.1:", "file:", "data:")
MARKUP = [
    f"<script>{SCRIPT}</script>",
    f"<ScRiPt>{SCRIPT}</sCrIpT>",
    f"<scr<script>ipt>{SCRIPT}</scr</script>ipt>",
    f'<img src=x onerror="{SCRIPT}">',
    f'<img/src="x"/onerror="{SCRIPT}">',
    f'<svg onload="{SCRIPT}"></svg>',
    f'<svg><script>{SCRIPT}</script></svg>',
    f'<math><mtext><table><mglyph><style><!--</style><img src=x onerror="{SCRIPT}">',
    f'<iframe srcdoc="<script>parent.{SCRIPT}</script>"></iframe>',
    f'<iframe src="data:text/html;base64,{PAGE}"></iframe>',
    f'<object data="data:text/html;base64,{PAGE}"></object>',
    f'<embed src="data:image/svg+xml;base64,{SVG}">',
    f'<body onload="{SCRIPT}">',
    f'<details open ontoggle="{SCRIPT}">x</details>',
    f'<input autofocus onfocus="{SCRIPT}">',
    f'<video><source onerror="{SCRIPT}"></video>',
    f'<a class="bait" href="javascript:{SCRIPT}">bait</a>',
    f'<a class="bait" href="JaVaScRiPt:{SCRIPT}">bait</a>',
    f'<a class="bait" href="java&#10;script:{SCRIPT}">bait</a>',
    f'<a class="bait" href="&#106;avascript&colon;{SCRIPT}">bait</a>',
    f'<a class="bait" href="DATA:text/html;base64,{PAGE}">bait</a>',
    f'<a class="bait" href="&#100;ata:text/html;base64,{PAGE}">bait</a>',
    f"[bait](javascript:{SCRIPT.replace(' ', '%20')})",
    f"[bait](DATA:text/html;base64,{PAGE})",
    f'<form action="javascript:{SCRIPT}"><button>bait</button></form>',
    f'<meta http-equiv="refresh" content="0;url=javascript:{SCRIPT}">',
    f"<style>@import 'javascript:{SCRIPT}';</style>",
    "<base href='https://attacker.invalid/'>",
    "<link rel=stylesheet href='https://attacker.invalid/x.css'>",
    "<img src='https://attacker.invalid/pixel.png'>",
    '<span class="full-credit">bait</span>',
    '<span class="btn no-credit">bait</span>',
    f"</pre></div></textarea></title><script>{SCRIPT}</script>",
    f"```html\n</code></pre><script>{SCRIPT}</script>\n```",
    f'![" onerror="{SCRIPT}](x)',
]
PRINTS = f"""from IPython.display import HTML, SVG, Javascript, Latex, display
import sys
bad = {MARKUP[:4]!r}
for one in bad:
    print(one, "\\x1b[31m" + one)
    print(one, file=sys.stderr)
    display(HTML(one), Latex(one))
display(Javascript({SCRIPT!r}), {{"text/html": bad[0], "text/markdown": bad[3], "image/svg+xml": bad[5 - 4]}}, raw=True)
display(Latex(r"$\\\\href{{javascript:alert(1)}}{{bait}}$"))
def add(a, b): raise ValueError(bad[0] + bad[3])
"""


@pytest.fixture
def hostile(course, right, autograde):
    """A graded submission with scripts in every place where a student can write."""
    nb = changed(right, why="\n\n".join(MARKUP[::-1]), add=PRINTS, scale=f"# </script><script>{SCRIPT}</script>\n1/0")
    nb["metadata"]["title"] = nb["metadata"]["authors"] = f"</title><script>{SCRIPT}</script>"
    # Each in a cell of its own as well: an unclosed comment swallows what follows it.
    nb["cells"][:1] = [coursework.cell("markdown", one) for one in MARKUP]
    answer = coursework.source_of(nb, "why")
    answer["attachments"] = {"evil.svg": {"image/svg+xml": SVG}, "page.html": {"text/html": PAGE}}
    nb["cells"].append(coursework.cell("markdown", "![x](attachment:evil.svg) <b>shown as written</b>"))
    nb["cells"].append(coursework.cell("raw", f"<script>{SCRIPT}</script>"))
    nb["cells"][-1]["metadata"] = {"raw_mimetype": "text/html", "tags": [f'"><script>{SCRIPT}</script>']}
    submit(course, "ada", nb, **{"evil.html": f"<script>{SCRIPT}</script>"})
    name = f"<img src=x onerror={SCRIPT}>"
    coursework.query(course, "INSERT OR REPLACE INTO student (id, first_name) VALUES ('ada', 'Ada')")
    with coursework.sqlite3.connect(course / "gradebook.db") as db:
        db.execute("UPDATE student SET last_name = ?", (name,))
    autograde(course)
    return course


@pytest.fixture
def watched(browser):
    """A page that notes every dialog, every change of address and every request to another place."""
    context = browser.new_context(extra_http_headers={HEADER: "tess"})
    page = context.new_page()
    page.seen = []
    page.on("dialog", lambda dialog: (page.seen.append(("dialog", dialog.message)), dialog.dismiss()))
    page.on("request", lambda request: not request.url.startswith(HERE) and page.seen.append(("request", request.url)))
    context.on("page", lambda other: page.seen.append(("window", other.url)))
    yield page
    context.close()


def act_like_a_careless_grader(page):
    """Click every bait there is, by whatever tag it stands."""
    address = page.url
    assert page.get_by_text("bait").count() >= 8 and page.get_by_text("shown as written").count()
    for element in page.get_by_text("bait").all():
        element.dispatch_event("click")
        element.dispatch_event("mouseover")
    page.wait_for_timeout(200)
    assert page.url.split("#")[0] == address.split("#")[0]


def test_nothing_acts_in_formgrader(hostile, watched, tmp_path):
    server = FormgraderServer(hostile, tmp_path).start()
    try:
        (row,) = server.api("tess").submissions(ASSIGNMENT, BOOK).values()
        before = server.api("tess").grades(row["id"])
        watched.goto(f"{server.url}/formgrader/gradebook/{ASSIGNMENT}/{BOOK}")
        watched.wait_for_selector("td.name a")
        watched.goto(f"{server.url}/formgrader/submissions/{row['id']}/")
        watched.wait_for_selector("input.score")
        watched.wait_for_function("formgrader.grades && formgrader.grades.loaded")
        act_like_a_careless_grader(watched)
        assert watched.evaluate("window.acted || 0") == 0
        assert server.api("tess").grades(row["id"]) == before
        answer = server.api("tess").page(f"formgrader/submissions/{row['id']}/evil.html")
        assert "attachment" in answer.headers.get("Content-Disposition", "attachment") or answer.status_code == 404
    finally:
        server.stop()
    assert watched.seen == []


def test_nothing_acts_on_the_feedback_page(hostile, opened, watched):
    with opened(hostile) as context:
        generate(context)
    watched.goto((hostile / "feedback" / "ada" / ASSIGNMENT / f"{BOOK}.html").as_uri())
    act_like_a_careless_grader(watched)
    assert watched.evaluate("window.acted || 0") == 0
    assert watched.seen == []
