"""What a learner should know before a submission goes: what the grader would not take, answers in another notebook."""

from pathlib import Path

from notebooks.content.reading import Unreadable, read_notebook
from notebooks.content.release import ReleasedCell, released_cells
from notebooks.content.restore import name_of, squeezed
from notebooks.limits import DATA_BYTES, DATA_FILES
from notebooks.shadowing import shadowing
from tito.submissions.sending import Sending


def doubts_about(found: Sending, main: Path, release: dict | None) -> list[str]:
    """A sentence for each; `main` is the notebook that is graded, `release` as it was given, if that is known."""
    others = [file for file in found.files if file != main]
    data = [found.folder / file for file in others if file.suffix != ".ipynb"]
    doubts = shadowing(found.folder)
    if len(data) > DATA_FILES or sum(file.stat().st_size for file in data) > DATA_BYTES:
        doubts.append(f"The grader takes {DATA_FILES} files and {DATA_BYTES // 2**20} MB beside a notebook, and here is more.")
    if main not in found.files:
        return [*doubts, f"{main} is not there, and that is the notebook that is graded."]
    try:
        graded = read_notebook(found.content(main))
    except Unreadable as reason:
        number = main.stem.split("_")[0]
        return [*doubts, f"{main} would earn nothing: {reason}. Bring it back first: tito module repair {number}"]
    for file in others:
        if file.suffix == ".ipynb":
            doubts += _compared(found, main, graded, file, release)
    return doubts


def _compared(found: Sending, main: Path, graded: dict, file: Path, release: dict | None) -> list[str]:
    """Whether another notebook has answers that the graded one lacks, as after *Duplicate*."""
    try:
        other = read_notebook(found.content(file))
    except Unreadable:
        return []
    known = released_cells(release or graded)
    mine, theirs = _answers(graded, known), _answers(other, known)
    newer = (found.folder / file).stat().st_mtime > (found.folder / main).stat().st_mtime
    more = [
        name
        for name, text in theirs.items()
        if squeezed(text) != squeezed(mine.get(name, "")) and _is_answered(text, known[name], release is not None)
        and (newer or not _is_answered(mine.get(name, ""), known[name], release is not None))
    ]
    if not more:
        return []
    names = ", ".join(more[:3]) + (f" and {len(more) - 3} more" if more[3:] else "")
    return [f"{shown(file)} has answers that {main} has not ({names}), and {main} is graded. If the other is meant, rename it."]


def _answers(notebook: dict, known: dict[str, ReleasedCell]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for cell in notebook["cells"]:
        name = name_of(cell)
        if name in known and not known[name].locked:
            answers.setdefault(name, cell["source"])
    return answers


def _is_answered(text: str, cell: ReleasedCell, released: bool) -> bool:
    if released:
        return bool(text.strip()) and squeezed(text) != squeezed(cell.given)
    return bool(text.strip()) and "raise NotImplementedError" not in text


def shown(file: Path) -> str:
    """The file's name as it can be told to somebody."""
    return "".join(letter if letter.isprintable() else "?" for letter in file.as_posix())
