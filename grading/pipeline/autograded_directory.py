"""The autograded directory of a submission, as formgrader and the feedback step expect it.

Written beside its place and renamed into it, so that a reader never meets half a submission.
"""

import json
import shutil
from collections.abc import Mapping
from types import MappingProxyType

from ..assignments.template import Template, TemplateNotebook
from ..course.directory import CourseDir
from ..course.files import merged, write_data_files
from ..course.replacing import replace_directory
from ..execution.bounded_parsing.size import cut_to_show
from ..execution.executor import CellRun
from ..submissions.restored_notebook import RestoredNotebook, blank, restore_notebook
from ..submissions.submission import Submission

OWN_RUN = {"output_type": "display_data", "metadata": {}, "data": {
    "text/markdown": "**As handed in**, from the student's own run:",
    "text/plain": "As handed in, from the student's own run:",
}}


def with_outputs(
    restored: RestoredNotebook, runs: dict[int, CellRun], overwritten: Mapping[str, list[str]] = MappingProxyType({})
) -> dict:
    """The restored notebook with what its cells showed, and below it what they had shown to the student, where that differs.

    Written answers quote measurements, which no two runs share. overwritten: sentences for feedback on a test, by its name.
    """
    for count, (index, _) in enumerate(restored.run, 1):
        cell, run = restored.nb["cells"][index], runs[index]
        cell["outputs"], cell["execution_count"] = [*run.outputs, *_own(restored.handed_in.get(index), run)], count
        for output in run.outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = count  # the process's own number is its claim, and depends on what ran before
        if run.line is not None:
            cell["metadata"]["grading"] = {"error_line": run.line}
    for name, said in overwritten.items():
        restored.nb["cells"][restored.place[name]]["metadata"].setdefault("grading", {})["overwritten"] = said
    nb = restored.nb | {"cells": [*restored.before, *restored.nb["cells"], *restored.after]}
    cut_to_show(nb)
    return nb


def _own(handed_in: list[dict] | None, run: CellRun) -> list[dict]:
    differs = handed_in and "".join(map(_said, handed_in)) != "".join(map(_said, run.outputs))
    return [OWN_RUN, *handed_in] if differs else []


def _said(output: dict) -> str:
    if output["output_type"] == "error":
        return f"{output['ename']}: {output['evalue']}\n"
    return output["text"] if "text" in output else json.dumps(output["data"], sort_keys=True)


def notice(book: TemplateNotebook, problem: str, appended: list[dict] = ()) -> dict:
    """The notebook shown in the place of one that could not be read; `appended` shows what was handed in instead."""
    nb = restore_notebook(book, blank(book)).nb
    text = f"**This submission could not be graded: {problem}.** Below is the assignment as it was given."
    nb["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": text})
    nb["cells"] += appended
    nb["metadata"]["grading"] = {"unread": True}
    return nb


def write_autograded(
    course: CourseDir, template: Template, submission: Submission, notebooks: dict[str, dict]
):
    """Replace autograded/STUDENT/ASSIGNMENT by these notebooks, data files and nbgrader's two files."""
    target = course.path("autograded", submission.student, template.assignment)
    new = target.with_name(f".{target.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    write_data_files(new, merged(submission.files, template.files))
    for name, content in submission.own.items():
        (new / name).write_bytes(content)
    for name, nb in notebooks.items():
        (new / f"{name}.ipynb").write_text(json.dumps(nb, indent=1, ensure_ascii=False), encoding="utf-8")
    replace_directory(new, target)
