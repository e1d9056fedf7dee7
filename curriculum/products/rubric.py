"""Makes the page for those who grade a module, rubric.md: from course.yml, the answer cells and the recorded mistakes.

What to look at in the code is written by hand, in code_review.md beside the source.
"""
import re
from pathlib import Path

from nbformat import NotebookNode

from curriculum.course import Module
from curriculum.source.notebook import source_path
from curriculum.source.regions import SOLUTION, split

_MISTAKE = re.compile(r"^# ## \w+\n# points: (\S+)\n# hint: (.+)\n((?:# (?!%%).+\n)+)", re.MULTILINE)
_PAGE = """\
# Rubric for Module {label}, {title}

For those who grade; made by `make build`. Students see the four criteria in the notebook, not this page.

Of {points} points, {tested} come from test cells and {by_hand} from {count} written answers. An answer has {each} points, \
shared by the criteria as its rubric says; parts of a point are fine. \
An answer that was left empty gets 0 without being read. Another design \
decision than that of the model answer, well argued, is worth as much. Figures that cannot come from the student's own run cost \
what *Clear* is worth.

## What earns the points

| criterion | all of them | half of them | 0 points |
|---|---|---|---|
| Clear | the claim comes first; the words of the notebook ({terms}) are used as there | the claim must be searched for \
| a list of words, or text that does not answer |
| Correct under pressure | a real edge case or limit, and what happens there | a case is named, its effect is not \
| none, or a wrong one |
| Cost | work is counted or a growth rate is justified | the rate is right, the reason is missing | "faster" or "slower" only |
| Memory | what is held, by whom and until when, in bytes where the question asks | right but for the bytes \
| what is held and what is shared are mixed up |

## Model answers

{answers}
"""
_REVIEW = """
## When reading the code as well

{text}

A solution cell that defines test helpers or functions of NumPy anew makes the tests meaningless: grade the submission by hand.
"""
_MISTAKES = """
## Known mistakes

What each earns of the {tested} points of the test cells, and words of the sentence by which a test tells it.

| what a student does | earns | a test says |
|---|---|---|
{rows}
"""


def rubric_page(module: Module, notebook: NotebookNode, root: Path) -> str:
    """The text of the page, with the sections that there is something for."""
    answers = [cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("grade")]
    by_hand = [cell.metadata.nbgrader.points for cell in answers]
    tested = module.points - sum(by_hand)
    page = _PAGE.format(
        label=module.label, title=module.title, points=module.points, tested=tested, by_hand=sum(by_hand), count=len(answers),
        each=" or ".join(map(str, sorted(set(by_hand)))),
        terms=", ".join(module.terms), answers="\n\n".join(map(_answer, answers)))
    review = source_path(module, root).with_name("code_review.md")
    if review.is_file():
        page += _REVIEW.format(text=review.read_text(encoding="utf-8").strip())
    if rows := _mistakes(root / "tests" / "mistakes" / module.label):
        page += _MISTAKES.format(tested=tested, rows="\n".join(rows))
    return page


def _answer(cell: NotebookNode) -> str:
    facts = cell.metadata.nbgrader
    return f"### {facts.grade_id}, {facts.points} points\n\n" + "\n".join(split(cell).inside.get(SOLUTION, [])).strip()


def _mistakes(folder: Path) -> list[str]:
    found = (match for file in sorted(folder.glob("*.py")) for match in _MISTAKE.finditer(file.read_text(encoding="utf-8")))
    rows = [(said.replace("# ", " "), points, hint) for points, hint, said in (each.groups() for each in found)]
    return [f"| {_cell(said)} | {points} | {_cell(hint)} |" for said, points, hint in rows]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
