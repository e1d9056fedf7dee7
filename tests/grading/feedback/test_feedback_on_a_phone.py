"""The feedback page in a real browser, as wide as a phone: readable, nothing cut off, usable without eyes or script."""

import json
import os
from pathlib import Path

import coursework
import nbformat
import pytest
from accessibility import serious
from coursework import ASSIGNMENT, BOOK, changed, submit

from curriculum.course import load_course
from curriculum.source.notebook import notebook_text, read_source
from grading.assignments.hidden_tests import HiddenTests
from grading.feedback.headings import sections
from grading.feedback.page_exporter import FeedbackPages
from grading.feedback.pages import generate
from grading.feedback.student_copy import student_copy
from grading.feedback.summary import Given, summary

ROOT = Path(__file__).parents[3]
PHONE = {"width": 390, "height": 844}
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
WIDE = f"""import sys, numpy as np
from IPython.display import Image, display
def scale(values, factor):
    print("x" * 400, file=sys.stderr)
    print(np.arange(300).reshape(3, 100))
    a_name_that_is_much_longer_than_a_phone_is_wide_and_has_no_place_to_break = {"+".join(["1"] * 120)}
    return values
display(Image(data=__import__("base64").b64decode("{DOT}"), width=3000))
{{"key" + str(n): "y" * 90 for n in range(9)}}"""
TABLE = "|" + "a column with words|" * 12 + "\n|" + "---|" * 12 + "\n|" + "cell|" * 12
ESSAY = f"{TABLE}\n\n{'w' * 300}\n\n```\n{'z' * 300}\n```\n\n<img src='data:image/png;base64,{DOT}'>\n\n`{'c' * 200}`"


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    yield page
    context.close()


def assert_no_serious_findings(page):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert serious(page) == [], scheme


def assert_readable(page):
    """Nothing wider than the screen, no letter below 14 px, no script, and the marks that screen readers go by."""
    wide = page.evaluate(
        """[...document.querySelectorAll('main, main > *, .cell > *')]
           .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
           .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert (page.evaluate("document.documentElement.scrollWidth"), wide) == (PHONE["width"], [])
    small = page.evaluate(
        """[...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
           && parseFloat(getComputedStyle(e).fontSize) < 14).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []
    narrow = "[...document.querySelectorAll('table.points td:last-child')].map(e => e.clientWidth)"
    assert min(page.evaluate(narrow), default=PHONE["width"]) > 300  # else the words of a hint break within themselves
    assert page.locator("script").count() == 0
    assert page.get_attribute("html", "lang") == "en" and page.locator("h1").count() == 1
    assert page.locator("img:not([alt]), img[alt='']").count() == 0
    assert page.locator("table.points th[scope]").count() >= 3
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    targets = page.evaluate("[...document.querySelectorAll('main table.points a')].map(a => a.getAttribute('href').slice(1))")
    assert len(ids) == len(set(ids)) and set(targets) <= set(ids)
    nameless = page.evaluate("[...document.querySelectorAll('a, [role=region]')].filter(e => "
                             "!(e.innerText.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')))"
                             ".map(e => e.outerHTML.slice(0, 80))")
    assert nameless == []


@pytest.mark.docker
def test_wide_things_scroll_inside_themselves(course, right, autograde, opened, phone):
    nb = changed(right, scale=WIDE, add="def add(a, b): return 3", why=ESSAY)
    nb["cells"].insert(1, coursework.cell("markdown", "## Adding\n\nTwo numbers.\n\n# Scaling #\n\n" + ESSAY))
    submit(course, "ada", nb)
    autograde(course)
    with opened(course) as context:
        assert generate(context) == ["ada"]
    phone.goto((course / "feedback" / "ada" / ASSIGNMENT / f"{BOOK}.html").as_uri())
    assert_readable(phone)
    inside = "e => [...document.querySelectorAll(e)].filter(x => x.scrollWidth > x.clientWidth + 5).length"
    assert phone.evaluate(inside, ".scroll") >= 3 and phone.evaluate(inside, ".text table") == 2
    assert_no_serious_findings(phone)
    assert "2 of 10 points" in phone.inner_text("header") and "1 answer waits" in phone.inner_text("header")


def test_what_lost_points_comes_first(phone, pages, tmp_path):
    def row(name, score, state, **more):
        return {"name": name, "title": name, "kind": "test", "score": score, "points": 2.0, "state": state, "hints": [],
                "section": "", "anchor": None, "comment": "", "changed": False, "agreed": False} | more

    rows = [*(row(f"right{n}", 2.0, "full") for n in range(19)), row("said", 2.0, "full", comment="Well done."),
            row("essay", 0.0, "waits", kind="written"), row("half", 1.0, "part"), row("wrong", 0.0, "none")]
    cells = [coursework.cell("code", "1", each["name"], grade=True, locked=True) for each in rows]
    copy = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (tmp_path / "page.html").write_text(pages.render("ps1", copy, {"score": 41, "maximum": 46, "penalty": 0, "rows": rows}))
    phone.goto((tmp_path / "page.html").as_uri())
    names = phone.locator("table.points tbody th").all_inner_texts()
    assert names[:8] == ["Points were lost (2)", "half", "wrong", "Waits for a person (1)", "essay", "Read by a person (1)",
                         "said", "Full points (19)"]
    lost = phone.get_by_role("link", name="wrong")
    assert lost.bounding_box()["y"] < PHONE["height"]
    lost.click()
    assert phone.evaluate("document.querySelector(':target').innerText").startswith("Test: wrong")


@pytest.fixture(scope="module")
def pages():
    return FeedbackPages()


def test_tasks_have_names_that_can_be_told_apart():
    names = ["test-memory", "reflect-memory", "test-as_float32", "why"]
    copy = {"metadata": {}, "cells": [coursework.cell("code", "1", name, grade=True, locked=True) for name in names]}
    found = summary(Given(dict.fromkeys(names, (1.0, None, 0.0, 1.0)), {}, 0.0), copy, {})
    assert [row["title"] for row in found["rows"]] == ["test memory", "reflect memory", "as float32", "why"]


def test_tasks_are_called_what_the_notebook_calls_them():
    test = '@explained\ndef test_kinds():\n    """Numbers of every kind become float32 (2 points)."""\n\n\ntest_kinds()'
    copy = {"metadata": {}, "cells": [
        coursework.cell("code", test, "test-a", grade=True, locked=True),
        coursework.cell("code", "# Hidden checks (2 points): odd kinds", "test-b", grade=True, locked=True),
        coursework.cell("markdown", "**Question 1 (6 points, 3 of them for cost): say why.** Now."),
        coursework.cell("markdown", "Because.", "reflect-c", grade=True, solution=True),
        coursework.cell("code", "assert True", "test-d", grade=True, locked=True),
        coursework.cell("code", "assert 1", "test-e", grade=True, locked=True),
    ]}  # fmt: skip
    names = ["test-a", "test-b", "reflect-c", "test-d", "test-e"]
    found = summary(Given(dict.fromkeys(names, (1.0, None, 0.0, 1.0)), {}, 0.0), copy, dict.fromkeys(names, "Operators"))
    assert [row["title"] for row in found["rows"]] == [
        "Numbers of every kind become float32", "Operators: hidden checks", "Question 1: say why", "Operators (d)",
        "Operators (e)",
    ]


@pytest.mark.parametrize("module", load_course().built_modules, ids=lambda module: module.slug)
def test_every_module_is_readable_and_each_failed_test_leads_to_its_section(module, pages, phone, tmp_path):
    nb = json.loads(notebook_text(read_source(module, ROOT)))
    nb = json.loads(nbformat.writes(nbformat.from_dict(nb)))
    tests = {}
    for cell in nb["cells"]:
        cell["source"] = "".join(cell["source"])
        meta = cell["metadata"].get("nbgrader", {})
        if meta.get("grade"):
            tests[meta["grade_id"]] = (0.0, None, 0.0, float(meta["points"]))
            if cell["cell_type"] == "code":
                cell["outputs"] = [{"output_type": "error", "ename": "AssertionError", "evalue": "the hint", "traceback": []}]
                cell["metadata"]["grading"] = {"error_line": 1}
    copy = student_copy(nb, HiddenTests())
    found = summary(Given(tests, {}, 0.0), copy, sections(nb))
    titles = [row["title"] for row in found["rows"]]
    assert len(set(titles)) == len(titles)
    (tmp_path / "page.html").write_text(pages.render(module.slug, copy, found), encoding="utf-8")
    phone.goto((tmp_path / "page.html").as_uri())
    assert_readable(phone)
    rows = phone.locator("table.points tbody tr:not(.group)")
    links = rows.get_by_text("Read again:").locator("a")
    assert rows.count() == len(tests) == links.count()
    assert all(link.get_attribute("href").startswith("#section-") for link in links.all())
    assert phone.inner_text("header p") == f"0 of {module.points} points"
    if module.number == 1:
        assert_no_serious_findings(phone)
    if "FEEDBACK_SCREENSHOTS" in os.environ:
        phone.screenshot(path=f"{os.environ['FEEDBACK_SCREENSHOTS']}/{module.slug}.png")
    links.first.click()
    title = links.first.inner_text()
    assert phone.evaluate("document.querySelector(':target').innerText") == title
