"""Answers that stand where nobody expects them: each reaches a person or its points, none becomes a silent 0.

One class in real sandboxes: a student for every way in which answers go astray, with what the queue, the points and the
feedback page then have.
"""

import copy
import json
import shutil

import coursework
import pytest
from containers import IMAGE, remove_containers
from coursework import ASSIGNMENT, BOOK, changed, source_of, submit

pytestmark = pytest.mark.docker

WORDS = "Because every value is multiplied by the same factor."
BLANK = {
    "add": "def add(a, b):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
    "scale": "def scale(values, factor):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
    "total": "def total():\n    # YOUR CODE HERE\n    raise NotImplementedError()",
}
ADD = "def add(a, b):\n    return a + b"
ESSAY = json.dumps({"cells": [coursework.cell("markdown", WORDS)]})
ALL, NONE = (2, 3, 2), (0, 0, 0)


def untouched():
    return changed(coursework.answered(), **BLANK)


def with_cell(kind, text, below="why", shift=1, nb=None, **more):
    nb = copy.deepcopy(nb or coursework.answered())
    at = nb["cells"].index(source_of(nb, below)) + shift
    nb["cells"].insert(at, coursework.cell(kind, text) | more)
    return nb


def retyped(kind="markdown", text=WORDS):
    nb = with_cell(kind, text)
    nb["cells"].remove(source_of(nb, "why"))
    return nb


def of_kind(kind, name="why", text=WORDS):
    nb = changed(coursework.answered(), **{name: text})
    cell = source_of(nb, name)
    cell["cell_type"] = kind
    return nb


def with_picture():
    nb = coursework.answered()
    source_of(nb, "why")["attachments"] = {"image.png": {"image/png": "iVBORw0KGgo="}}
    return nb


def in_the_test():
    nb = coursework.answered()
    source_of(nb, "test_total")["source"] = f"# {WORDS}\n" + source_of(nb, "test_total")["source"]
    return nb


def code_as_text():
    nb = with_cell("markdown", "def add(a, b):\n    return a + b", "add")
    return changed(nb, add=BLANK["add"])


def no_add():
    return changed(coursework.answered(), add=BLANK["add"])


FULL = changed(coursework.answered(), why=WORDS)
NOBOOK = {"nobook", "jsonbook", "shouted"}
# student: (what is handed in, further files, tested points, what the reasons or the page say about it)
WAIT = {
    "below": (with_cell("markdown", WORDS), {}, ALL, WORDS),
    "above": (with_cell("markdown", WORDS, shift=0), {}, ALL, WORDS),
    "far": (with_cell("markdown", WORDS, "add"), {}, ALL, WORDS),
    "prose": (with_cell("code", WORDS), {}, ALL, WORDS),
    "oneword": (with_cell("code", "Linearity"), {}, ALL, "Linearity"),
    "comment": (with_cell("code", f"# {WORDS}\nx = 1"), {}, ALL, WORDS),
    "printed": (with_cell("code", f"print({WORDS!r})"), {}, ALL, WORDS),
    "raw": (with_cell("raw", WORDS), {}, ALL, WORDS),
    "retyped": (retyped(), {}, ALL, WORDS),
    "retypedcode": (retyped("code"), {}, ALL, WORDS),
    "madecode": (of_kind("code"), {}, ALL, WORDS),
    "maderaw": (of_kind("raw"), {}, ALL, WORDS),
    "picture": (with_picture(), {}, ALL, "image.png"),
    "inthetest": (in_the_test(), {}, ALL, WORDS),
    "text": (coursework.answered(), {"why.md": WORDS}, ALL, WORDS),
    "pdf": (coursework.answered(), {"why.pdf": "%PDF"}, ALL, "why.pdf"),
    "photo": (coursework.answered(), {"photo.JPG": "x"}, ALL, "photo.JPG"),
    "word": (coursework.answered(), {"<b>`why`.docx": "PK"}, ALL, "<b>?why?.docx"),
    "zip": (untouched(), {"numbers.zip": "PK"}, NONE, "numbers.zip"),
    "program": (untouched(), {"work.py": "def add(a, b): return a + b"}, NONE, "return a + b"),
    "nobook": (None, {"work.py": "def add(a, b): return a + b"}, NONE, "return a + b"),
    "codeastext": (code_as_text(), {}, (0, 3, 2), "return a + b"),
    "markdownmagic": (with_cell("code", f"%%markdown\n{WORDS}"), {}, ALL, WORDS),
    "html": (with_cell("code", f"%%html\n<p>{WORDS}"), {}, ALL, WORDS),
    "latex": (with_cell("code", f"%%latex\n{WORDS}"), {}, ALL, WORDS),
    "script": (with_cell("code", f"%%javascript\n// {WORDS}"), {}, ALL, WORDS),
    "shell": (with_cell("code", f"%%bash\necho {WORDS!r}"), {}, ALL, WORDS),
    "writefile": (with_cell("code", f"%%writefile essay.txt\n{WORDS}"), {}, ALL, WORDS),
    "echo": (with_cell("code", f"!echo {WORDS!r}"), {}, ALL, WORDS),
    "asked": (with_cell("code", f"Would it hold otherwise?\n{WORDS}"), {}, ALL, WORDS),
    "percent": (with_cell("code", f"The share is 50\n% of all. {WORDS}"), {}, ALL, WORDS),
    "shownwords": (with_cell("code", "Markdown('It is linear')"), {}, ALL, "It is linear"),
    "shortprint": (with_cell("code", "print('Only scaled, 38535168 times')"), {}, ALL, "Only scaled"),
    "noted": (with_cell("code", "x = add(1, 2)  # linear\ny = add(x, 3)  # both"), {}, ALL, "# linear"),
    "named": (with_cell("code", "answer = 42"), {}, ALL, "answer = 42"),
    "image": (with_cell("code", "from IPython.display import Image\nImage('essay.png')"), {"essay.png": "x"}, ALL, "essay.png"),
    "read": (with_cell("code", "plt.imread('answer.jpg')"), {"answer.jpg": "x"}, ALL, "answer.jpg"),
    "plotted": (with_cell("code", "open('plot.png', 'w').close()"), {"plot.png": "x"}, ALL, "plot.png"),
    "incode": (changed(coursework.answered(), add=f"def add(a, b):\n    return a + b\n# The answer: {WORDS}"), {}, ALL, WORDS),
    "docstring": (
        changed(coursework.answered(), add=f'def add(a, b):\n    """Adds. {WORDS} {WORDS}"""\n    return a + b'), {}, ALL, WORDS,
    ),
    "answerspy": (coursework.answered(), {"answers.py": f"# {WORDS}"}, ALL, WORDS),
    "audio": (coursework.answered(), {"why.m4a": "\0"}, ALL, "why.m4a"),
    "bare": (coursework.answered(), {"why": WORDS}, ALL, WORDS),
    "table": (coursework.answered(), {"why.csv": WORDS}, ALL, WORDS),
    "json": (coursework.answered(), {"why.json": WORDS}, ALL, WORDS),
    "link": (coursework.answered(), {"why.url": WORDS, "why.gdoc": WORDS}, ALL, WORDS),
    "sidefile": (no_add(), {"add.py": ADD}, (0, 3, 2), "the file `add.py` has code for it"),
    "commentedout": (
        with_cell("code", "# def add(a, b):\n#     return a + b", nb=no_add()), {}, (0, 3, 2),
        "The answer cell add was left",
    ),
    "late": (with_cell("code", ADD, nb=no_add()), {}, (0, 3, 2), "The answer cell add was left"),
    "commentedthere": (
        changed(no_add(), scale="def scale(v, f):\n    return v * f\n# def add(a, b): return a + b"), {},
        (0, 3, 2), "the answer cell `scale` has code for it",
    ),
    "jsonbook": (None, {f"{BOOK}.json": json.dumps(coursework.answered())}, NONE, f"{BOOK}.json"),
    "shouted": (None, {f"{BOOK.upper()}.IPYNB": json.dumps(coursework.answered())}, NONE, f"{BOOK.upper()}.IPYNB"),
    "otherbook": (coursework.answered(), {"essay.ipynb": ESSAY}, ALL, WORDS),
    "twoanswers": (
        changed(coursework.answered(), add="def add(a, b): return 3"), {f"{BOOK}-Copy1.ipynb": json.dumps(FULL)},
        (0, 3, 2), "return a + b",
    ),
    "damaged": ("{", {f"{BOOK} (1).ipynb": json.dumps(coursework.answered())}, ALL, f"{BOOK} (1).ipynb"),
}
GRADED = {
    "copy": (untouched(), {f"{BOOK}-Copy1.ipynb": json.dumps(coursework.answered())}, ALL, "was graded instead"),
    "final": (untouched(), {f"{BOOK}_final.ipynb": json.dumps(coursework.answered())}, ALL, "was graded instead"),
    "started": (
        changed(untouched(), add="def add(a, b): return a + b"),
        {f"{BOOK} (1).ipynb": json.dumps(changed(coursework.answered(), add="def add(a, b): return a + b"))},
        ALL, "was graded instead",
    ),
    "renamed": (None, {"Homework.ipynb": json.dumps(coursework.answered())}, ALL, "graded under its right name"),
    "macos": (None, {"Homework.ipynb": json.dumps(coursework.answered()), "._Homework.ipynb": "\0\5"}, ALL, "right name"),
    "folder": (untouched(), {f"old/{BOOK}.ipynb": json.dumps(coursework.answered())}, ALL, "was graded instead"),
}
PLAIN = {
    "backup": (coursework.answered(), {f"{BOOK}-Copy1.ipynb": json.dumps(coursework.answered())}, ALL, None),
    "earlier": (coursework.answered(), {f"{BOOK}-Copy1.ipynb": json.dumps(untouched())}, ALL, None),
    "blank": (untouched(), {}, NONE, None),
    "emptied": (changed(coursework.answered(), why=" \n"), {}, ALL, None),
    "scratch": (with_cell("code", "x = add(1, 2)\nx"), {}, ALL, None),
    "tools": (
        with_cell("code", "#| export\n%matplotlib inline\n%timeit add(1, 2)\nadd?"), {"feedback/1/old.html": "<p>"}, ALL, None,
    ),
    "commented": (changed(coursework.answered(), add="def add(a, b):\n    # works for arrays\n    return a + b"), {}, ALL, None),
    "given": (coursework.answered(), {"numbers.csv": "1\n2\n3\n"}, ALL, None),
    "sidecar": (coursework.answered(), {f"._{BOOK}.ipynb": "\0\5"}, ALL, None),
}


@pytest.fixture(scope="module")
def graded(course_once, tmp_path_factory):
    """The course after grading and feedback, and the state and reasons by student."""
    from grading.feedback.pages import generate
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run
    from grading.records import context

    root, label = shutil.copytree(course_once, tmp_path_factory.mktemp("astray") / "course"), "tt-grading-astray"
    for student, (nb, files, *_) in (WAIT | GRADED | PLAIN).items():
        submit(root, student, nb)
        for name, text in files.items():
            path = root / "submitted" / student / ASSIGNMENT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", label)
        lines = []
        with context.open_assignment(root, ASSIGNMENT, Reporter(lines.append)) as opened:
            batch_run.autograde(opened)
            rows = {name: (row.state, "; ".join(row.reasons)) for name, row in opened.journal.graded(ASSIGNMENT).items()}
            made = generate(opened)
    assert remove_containers(label) == [] and len(made) == len(rows), lines
    return root, rows


def queue(root) -> set[str]:
    return {student for student, _, _, _, needs, *_ in coursework.query(root, coursework.GRADES) if needs}


def page(root, student) -> str:
    return (root / "feedback" / student / ASSIGNMENT / f"{BOOK}.html").read_text()


@pytest.mark.parametrize("student", WAIT | GRADED | PLAIN)
def test_tested_points(graded, student):
    earned = coursework.grades(graded[0])[student]
    assert (earned["test_add"], earned["test_scale"], earned["test_total"]) == (WAIT | GRADED | PLAIN)[student][2]


@pytest.mark.parametrize("student", WAIT)
def test_what_could_be_an_answer_waits_and_is_shown(graded, student):
    root, rows = graded
    shown = (root / "autograded" / student / ASSIGNMENT / f"{BOOK}.ipynb").read_text()
    assert student in queue(root)
    assert WAIT[student][3] in json.dumps(json.loads(shown), ensure_ascii=False)
    assert rows[student][1] != "[]" or student in ("madecode", "maderaw", "picture")


@pytest.mark.parametrize("student", sorted(set(WAIT) - NOBOOK))
def test_the_question_itself_waits_without_points(graded, student):
    rows = {(s, name): (auto, needs) for s, name, auto, _, needs, *_ in coursework.query(graded[0], coursework.GRADES)}
    assert rows[student, "why"] == (None, 1)


@pytest.mark.parametrize("student", WAIT)
def test_nobody_is_told_that_they_gave_no_response(graded, student):
    assert "No response." not in page(graded[0], student)


@pytest.mark.parametrize("student", sorted(NOBOOK))
def test_the_page_of_what_could_not_be_graded_says_that_it_waits(graded, student):
    assert "Points were lost" not in page(graded[0], student)
    assert "4 answers wait for a person" in page(graded[0], student)


@pytest.mark.parametrize("student", GRADED)
def test_the_notebook_with_the_answers_counts_and_student_and_grader_are_told(graded, student):
    root, rows = graded
    assert student not in queue(root)
    assert GRADED[student][3] in rows[student][1] and GRADED[student][3] in page(root, student)


@pytest.mark.parametrize("student", PLAIN)
def test_ordinary_work_is_as_before(graded, student):
    root, rows = graded
    assert rows[student] == ("graded", "") and student not in queue(root)


def test_nothing_of_it_is_called_tampering(graded):
    root, rows = graded
    said = [reasons for _, reasons in rows.values() if "cheat" in reasons or "tamper" in reasons or "tests rest on" in reasons]
    assert said == []


def test_points_of_a_person_stay_until_the_text_elsewhere_changes(graded, autograde, opened, tmp_path):
    root = shutil.copytree(graded[0], tmp_path / "again")
    with opened(root) as context, context.gradebook.transaction() as db:
        row = context.gradebook.submissions(db, ASSIGNMENT)["below"]
        grade = next(g for g in row.notebooks[0].grades if g.name == "why")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
    autograde(root, ["below"], force=True)
    kept = {(s, n): (m, needs) for s, n, _, m, needs, *_ in coursework.query(root, coursework.GRADES)}
    submit(root, "below", with_cell("markdown", WORDS + " And more."))
    autograde(root, ["below"])
    after = {(s, n): (m, needs) for s, n, _, m, needs, *_ in coursework.query(root, coursework.GRADES)}
    assert (kept["below", "why"], after["below", "why"]) == ((2.5, 0), (None, 1))
