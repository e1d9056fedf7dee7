"""Which of the notebooks that a student handed in counts, and what is said to the student and to who grades.

The notebook of the right name counts, unless another one has every answer that it has and more: then the answers were
typed into a copy. Whatever is answered otherwise in a notebook that does not count waits for a person and is shown.
"""

from notebooks.content.restore import squeezed

from ..assignments.template import Template, TemplateNotebook
from .attached_files import appendix, as_content, attached_files
from .quoting import fenced, listed, note_cell, quoted, sentences
from .restored_notebook import RestoredNotebook, restore_notebook
from .submission import Submission
from .unassigned_cells import UnassignedCell

MAX_APPENDED = 30
ENOUGH = 20  # letters a text must have to tell whose notebook it stands in


def choose_notebooks(submission: Submission, template: Template) -> dict[str, RestoredNotebook]:
    """Choose the submission's notebooks and restore them; what was decided is in the submission and the notebooks."""
    for name, book in template.notebooks.items():
        rivals = {path: nb for path, nb in submission.others.items() if _home(template, nb) == name}
        _choose(submission, book, rivals)
        missing = submission.notebooks.get(name) is None and name not in submission.damaged
        if missing and len(template.notebooks) == 1 and len(submission.others) == 1:
            # One notebook under another name, and nothing of the assignment in it: what else could be meant?
            _take(submission, name, next(iter(submission.others)))
    assigned = "\n".join(
        cell["source"] for book in template.notebooks.values() for cell in book.instructor["cells"] if cell["cell_type"] == "code"
    )
    names = set(submission.files) | set(submission.too_large)
    foreign = [path for path, nb in submission.others.items() if _home(template, nb) is None]
    foreign += [path for path in submission.damaged if path not in template.notebooks]
    found = attached_files(names, template.files, submission.files, assigned) + foreign
    contents = {each: submission.files.get(each) or as_content(submission.others.get(each)) for each in found}
    books = {
        name: restore_notebook(template.notebooks[name], nb, contents, submission.copies.get(name))
        for name, nb in submission.notebooks.items()
        if nb is not None
    }
    for name in template.notebooks:
        _other_forms(submission, template, name, books.get(name), found)
    for name, one in books.items():
        one.before += [note_cell(f"**Note from the grader.** {sentences(said)}")] if (said := submission.said.get(name)) else []
        one.after += submission.appended.get(name, [])
        one.wait |= name in submission.waits
        if one.waiting or one.wait:
            one.after += appendix(found, submission.files, submission.others)
    return books


def _home(template: Template, nb: dict) -> str | None:
    """The notebook of the assignment that this one is a copy of, by its cells."""
    best, most = None, 0
    texts = {squeezed(cell["source"]) for cell in nb["cells"]}
    names = {str(cell["metadata"].get("nbgrader", {}).get("grade_id")) for cell in nb["cells"]}
    for name, book in template.notebooks.items():
        known = {text for cell in book.cells.values() if cell.locked and len(text := squeezed(cell.given)) >= ENOUGH}
        count = len(names & set(book.cells)) or len(texts & known)
        if count > most:
            best, most = name, count
    return best


def _work(book: TemplateNotebook, nb: dict | None) -> tuple[dict[str, str], set[str]]:
    """The answers of a notebook by cell, and all its work as one set."""
    if nb is None:
        return {}, set()
    one = restore_notebook(book, nb)
    answers = {name: squeezed(text) for name, text in one.answers.items() if name not in one.blank}
    return answers, {f"{name}:{text}" for name, text in answers.items()} | {squeezed(each.source) for each in one.unassigned}


def _choose(submission: Submission, book: TemplateNotebook, rivals: dict[str, dict]) -> None:
    if not rivals:
        return
    name = book.name
    own = submission.notebooks.get(name)
    damaged = own is None and name in submission.damaged
    answers, work = _work(book, own)
    works = {path: _work(book, nb) for path, nb in rivals.items()}
    order = sorted(works, key=lambda path: (-len(works[path][0]), -len(works[path][1]), path))
    better = [path for path in order if own is None or answers.items() < works[path][0].items()]
    if better:
        said = None
        if own is not None:
            all_of = "has no answers" if not answers else "has no answer that is not there too"
            said = f"Answers were found in {quoted(better[0])}, which was graded instead of {name}.ipynb: {name}.ipynb {all_of}."
        elif damaged:
            said = f"{name}.ipynb cannot be read ({submission.problems[name]}), so {quoted(better[0])} was graded instead."
        _take(submission, name, better[0], said)
        work = works.pop(better[0])[1]
    differing = {path for path, (_, other) in works.items() if not other <= work}
    if damaged and better:
        submission.waits.add(name)
    if differing:
        submission.waits.add(name)
        shown = "" if better else f"{name}.ipynb was graded. "
        submission.say(name, f"{shown}Other answers are in {listed(differing)} and shown at the end: a person reads them.")
        for path in sorted(differing):
            submission.appended.setdefault(name, []).extend(_differing(book, path, works[path][1] - work, rivals[path]))
            copies, one = submission.copies.setdefault(name, {}), restore_notebook(book, rivals[path])
            for cell, at in one.place.items():
                if cell in one.answers and cell not in one.blank:
                    raw = one.nb["cells"][at]
                    pictures, where = raw.get("attachments", {}), f"the notebook {quoted(path)}"
                    answer = UnassignedCell(at, raw["cell_type"], raw["source"], (), pictures, where)
                    copies.setdefault(cell, []).append(answer)


def _take(submission: Submission, name: str, path: str, said: str | None = None) -> None:
    submission.notebooks[name] = submission.others.pop(path)
    submission.problems.pop(name, None)
    if said is None:
        said = f"the notebook is called {quoted(path)}, not {name}.ipynb; it was graded under its right name"
        submission.notes.append(said.replace("`", ""))
    submission.say(name, said)


def _differing(book: TemplateNotebook, path: str, work: set[str], nb: dict) -> list[dict]:
    """Cells that show what is answered otherwise in a notebook that does not count."""
    one, cells = restore_notebook(book, nb), [note_cell(f"**From {quoted(path)}**, which was not graded:")]
    places = {name: one.place[name] for name, text in one.answers.items() if f"{name}:{squeezed(text)}" in work}
    texts = [(name, one.nb["cells"][at]["source"]) for name, at in places.items()]
    texts += [("a new cell", each.source) for each in one.unassigned if squeezed(each.source) in work]
    return cells + [note_cell(f"{name}:\n\n{fenced(text)}") for name, text in texts[:MAX_APPENDED]]


def _other_forms(submission, template, name: str, one: RestoredNotebook | None, files: list[str]) -> None:
    """Where a notebook is missing or has no answer at all, the files beside it may be the answer."""
    if not files:
        return
    if one is None:
        if name in submission.problems:
            submission.problems[name] += f"; it has {listed(files)} instead, which a person reads"
            submission.appended[name] = submission.appended.get(name, []) + appendix(files, submission.files, submission.others)
        return
    answers, work = _work(template.notebooks[name], submission.notebooks[name])
    if not answers and not work:
        submission.waits.add(name)
        submission.say(name, f"The notebook has no answers, but {listed(files)} was handed in with it: a person reads it.")
