"""What holds for every built module: full marks for the reference, none for the blank, mistakes caught.

The wrong solutions are in tests/mistakes/NN; how they are read is described in grade_in_process.read_mistakes.
"""
import ast
import re

import pytest
from grade_in_process import (
    ROOT,
    blank_notebook,
    built_modules,
    grade_blank,
    grade_meta,
    grade_mistake,
    grade_reference,
    instructor_notebook,
    is_test_cell,
    mistakes,
)

from curriculum.course import load_course

MODULES = [module.number for module in built_modules()]
TEST_CELLS = [(number, grade_meta(cell)["grade_id"])
              for number in MODULES for cell in instructor_notebook(number).cells if is_test_cell(cell)]
MISTAKES = [(number, mistake) for number in MODULES for mistake in mistakes(number)]

each_module = pytest.mark.parametrize("number", MODULES, ids="module{:02d}".format)
each_test_cell = pytest.mark.parametrize("number, grade_id", TEST_CELLS)
each_mistake = pytest.mark.parametrize("number, mistake", MISTAKES, ids=[m.name for _, m in MISTAKES])


@each_test_cell
def test_reference_passes(number, grade_id):
    outcome = grade_reference(number)[grade_id]
    assert outcome.points == outcome.maximum, outcome.message


@each_test_cell
def test_blank_release_fails(number, grade_id):
    assert grade_blank(number)[grade_id].points == 0


@each_test_cell
def test_some_mistake_fails_the_cell(number, grade_id):
    points = [grade_mistake(number, mistake.name)[grade_id].points for mistake in mistakes(number)]
    assert 0 in points


@each_mistake
def test_mistake_earns_its_points(number, mistake):
    outcomes = grade_mistake(number, mistake.name)
    lost = {grade_id: outcome.message for grade_id, outcome in outcomes.items() if not outcome.points}
    assert sum(outcome.points for outcome in outcomes.values()) == mistake.points, lost


@each_mistake
def test_mistake_is_explained(number, mistake):
    messages = [outcome.message for outcome in grade_mistake(number, mistake.name).values()]
    assert any(mistake.hint in (message or "") for message in messages), messages


@each_module
def test_has_enough_mistakes(number):
    assert len(mistakes(number)) >= 6


@each_module
def test_every_assert_has_a_sentence(number):
    for cell in filter(is_test_cell, instructor_notebook(number).cells):
        asserts = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Assert)]
        assert all(node.msg for node in asserts), grade_meta(cell)["grade_id"]


@each_module
def test_no_hidden_cell_is_worth_more_than_two_points(number):
    hidden = {grade_meta(cell)["grade_id"]: grade_meta(cell)["points"]
              for cell in filter(is_test_cell, instructor_notebook(number).cells) if "BEGIN HIDDEN TESTS" in cell.source}
    assert hidden, "every module has hidden tests"
    assert {grade_id: points for grade_id, points in hidden.items() if points > 2} == {}


@each_module
def test_every_test_function_is_called(number):
    for cell in filter(is_test_cell, instructor_notebook(number).cells):
        body = ast.parse(cell.source).body
        defined = {node.name for node in body if isinstance(node, ast.FunctionDef)}
        called = {ast.unparse(node).removesuffix("()") for node in body if isinstance(node, ast.Expr)}
        assert defined and defined == called, grade_meta(cell)["grade_id"]


@each_module
def test_manual_answers_are_blank_in_the_release(number):
    answers = [cell.source for cell in blank_notebook(number).cells
               if cell.cell_type == "markdown" and grade_meta(cell).get("grade")]
    assert answers and set(answers) == {"YOUR ANSWER HERE"}


@each_module
def test_every_model_answer_says_what_earns_each_criterion(number):
    answers = [cell.source for cell in instructor_notebook(number).cells
               if grade_meta(cell).get("grade") and grade_meta(cell).get("solution")]
    criteria = ["Clear", "Correct under pressure", "Cost", "Memory"]
    said = [[word for word in criteria if word in " ".join(answer.partition("Rubric")[2].split())] for answer in answers]
    assert answers and said == [criteria] * len(answers)


@each_module
def test_the_rubric_has_every_answer_and_every_mistake(number):
    module = load_course().module(number)
    rubric = (ROOT / "curriculum" / "modules" / module.slug / "rubric.md").read_text(encoding="utf-8")
    answers = [grade_meta(cell) for cell in instructor_notebook(number).cells
               if grade_meta(cell).get("grade") and grade_meta(cell).get("solution")]
    by_hand = sum(answer["points"] for answer in answers)
    assert re.findall(r"^### (\S+), (\d+) points$", rubric, re.MULTILINE) == [
        (answer["grade_id"], str(answer["points"])) for answer in answers]
    assert f"Of {module.points} points, {module.points - by_hand} come from test cells and {by_hand} from" in rubric
    assert len(re.findall(r"^\| .* \| [\d.]+ \| .* \|$", rubric, re.MULTILINE)) == len(mistakes(number))


@each_module
def test_the_words_of_the_field_are_in_the_text(number):
    """In its own sentences, besides the table of terms that is made from the same list."""
    terms = load_course().module(number).terms
    cells = (cell.source for cell in blank_notebook(number).cells if cell.cell_type == "markdown")
    text = re.sub(r"```.*?```|<summary>The terms of.*?</details>", "", "\n".join(cells), flags=re.DOTALL)
    assert terms, "every built module has its list"
    assert [term for term in terms if not re.search(rf"\b{re.escape(term)}s?\b", " ".join(text.split()), re.IGNORECASE)] == []


# The words in which the course's paper says what students are to know, by the module that teaches it.
PAPER = {1: ["broadcasting", "strides"], 3: ["hyperparameter", "inference", "overfitting"], 4: ["negative log-likelihood"],
         5: ["backpropagation", "finite difference", "topological order", "Jacobian"],
         6: ["momentum"], 7: ["epoch", "checkpoint"],
         8: ["collation", "shuffling", "iterator", "prefetching", "throughput", "bottleneck"],
         9: ["stride", "padding", "weight sharing", "inductive bias", "im2col", "receptive field"]}


@each_module
def test_the_words_of_the_paper_are_among_the_terms(number):
    assert set(PAPER.get(number, [])) <= set(load_course().module(number).terms)


@each_module
def test_the_terms_are_shown_at_the_end(number):
    shown = [cell.source for cell in blank_notebook(number).cells if "<summary>The terms of this module</summary>" in cell.source]
    assert len(shown) == 1 and all(f"| {term} | {meaning} |" in shown[0] for term, meaning in
                                   load_course().module(number).terms.items())
