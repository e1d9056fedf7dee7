"""Feedback pages, made by nbgrader's converter from copies without hidden tests, and sent through the exchange.

A failed visible test shows its message, a failed hidden one only that it failed. Pages that would still give a
hidden test away are not released.
"""
import copy
import json
import logging
import shutil
from datetime import datetime
from pathlib import Path

from .course_dir import CourseDir
from .errors import GradingError, Incomplete
from .exchange import Exchange
from .files import OWN
from .hidden import HiddenTests
from .outputs import checked_output
from .session import Session

REMOVED = "[removed: this output quotes a hidden test]"


def student_copy(nb: dict, hidden: HiddenTests) -> dict:
    """The autograded notebook as its student may see it."""
    nb = copy.deepcopy(nb)
    for cell in nb["cells"]:
        source = cell["source"] = "".join(cell["source"])
        if not cell["metadata"].get("nbgrader", {}).get("locked"):
            # A student who got hold of a hidden test may have written it down anywhere.
            cell["source"] = "\n".join("" if hidden.given_away(line) else line for line in source.split("\n"))
        else:
            cell["source"] = hidden.visible(source)
        if cell["cell_type"] == "code":
            line = cell["metadata"].get("grading", {}).get("error_line")
            outputs = filter(None, map(checked_output, cell["outputs"]))
            cell["outputs"] = [_shown(output, source, line, hidden) for output in outputs]
    return nb


def _shown(output: dict, source: str, line: int | None, hidden: HiddenTests) -> dict:
    match output["output_type"]:
        case "error":
            return _error(output, source, line, hidden)
        case "stream":
            if hidden.given_away(output["text"]):
                output["text"] = REMOVED
        case _:
            if hidden.given_away("".join(v for m, v in output["data"].items() if m.startswith("text/"))):
                output["data"] = {"text/plain": REMOVED}
    return output


def _error(output: dict, source: str, line: int | None, hidden: HiddenTests) -> dict:
    """Name and message of an error with the line of the cell it left; no traceback, for that quotes other code."""
    ours = output["ename"] in ("TimeLimit", "ProcessEnded", "NotRun")
    if hidden.is_hidden(source, line) and not ours:
        output["ename"], output["evalue"] = "Hidden test", "a hidden test of this cell failed"
    elif hidden.given_away(output["evalue"]) or hidden.given_away(output["ename"]):
        output["ename"], output["evalue"] = "Error", REMOVED
    lines = source.split("\n")
    shown = [f"line {line}: {lines[line - 1].strip()}"] if line and 0 < line <= len(lines) and not ours and \
        output["ename"] != "Hidden test" and not hidden.given_away(lines[line - 1]) else []
    output["traceback"] = [*shown, f"{output['ename']}: {output['evalue']}"]
    return output


def hidden_tests(course: CourseDir, notebook: dict, known: HiddenTests | None = None) -> HiddenTests:
    """The hidden lines of a notebook's locked cells, found by the course's delimiters."""
    marks = course.config.get("ClearHiddenTests", {})
    hidden = known or HiddenTests(*(marks.get(f"{name}_test_delimeter", default) for name, default in
                                    (("begin", HiddenTests.begin), ("end", HiddenTests.end))))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            hidden.learn("".join(cell["source"]))
    return hidden


def generate(session: Session, students: list[str] = ()) -> list[str]:
    """Make the pages of all autograded submissions, or those of `students`; whom it made them for."""
    course, assignment = session.course, session.assignment
    scratch = course.private / "feedback"
    shutil.rmtree(scratch, ignore_errors=True)
    made, secrets = [], {}
    for student in session.journal.graded(assignment):
        folder = course.path("autograded", student, assignment)
        if (students and student not in students) or not folder.is_dir():
            continue
        target = Path(course.nbgrader.format_path(".grading/feedback", student, assignment))
        target.mkdir(parents=True)
        for path in sorted(folder.glob("*.ipynb")):
            nb = json.loads(path.read_text(encoding="utf-8"))
            secrets[student, path.stem] = hidden_tests(course, nb)
            (target / path.name).write_text(json.dumps(student_copy(nb, secrets[student, path.stem])))
        for name in OWN:
            if (folder / name).is_file():
                shutil.copyfile(folder / name, target / name)
        made.append(student)
    if made:
        _convert(course, assignment)
    shutil.rmtree(scratch, ignore_errors=True)
    for (student, name), hidden in secrets.items():
        page = course.path("feedback", student, assignment) / f"{name}.html"
        if page.is_file() and any(word in page.read_text(encoding="utf-8") for word in (hidden.begin, hidden.end)):
            page.unlink()
            raise GradingError(f"the feedback page of {student} would show hidden tests: it was deleted and nothing "
                               "was released.")
    session.report.say(f"feedback pages of {len(made)} submissions of {assignment} are made")
    return made


def _convert(course: CourseDir, assignment: str) -> None:
    from nbgrader.converters import GenerateFeedback
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    from .safe_html import SafeHTMLExporter

    copies = CourseDirectory(config=course.config)
    copies.assignment_id, copies.student_id, copies.autograded_directory = assignment, "*", ".grading/feedback"
    converter = GenerateFeedback(coursedir=copies, config=course.config)
    converter.exporter_class, converter.force = SafeHTMLExporter, True
    converter.log.setLevel(logging.CRITICAL)
    try:
        converter.start()
    except NbGraderException as error:
        raise GradingError(f"nbgrader could not make the feedback of {assignment}: {error}") from error


def release(session: Session, exchange: Exchange, students: list[str]) -> int:
    """Send the pages of these students; the number sent. Raises Incomplete if some could not be sent."""
    failed = []
    with session.report.bar(f"feedback {session.assignment}", len(students)) as step:
        for student in students:
            try:
                exchange.release_feedback(session.assignment, student)
            except (GradingError, OSError) as error:
                failed.append(student)
                step(f"{student}: not sent: {error}")
                continue
            session.journal.db.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?)", (
                session.assignment, student, datetime.now().isoformat(" ", "seconds")))
            step(f"{student}: sent")
    if failed:
        raise Incomplete(f"the feedback of {len(failed)} of {len(students)} students could not be sent: "
                         f"{', '.join(failed)}.")
    return len(students)
