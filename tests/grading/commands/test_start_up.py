"""What a command of the grader does not import: it is what most of its start would be."""

import subprocess
import sys

LATER = """
import sys
from grading.course.directory import import_nbgrader
nbgrader = import_nbgrader()
import nbgrader.api, nbgrader.coursedir
print(sorted({"jupyter_server", "nbconvert", "nbgrader.exchange"} & sys.modules.keys()))
from nbgrader.server_extensions import assignment_list, course_list, formgrader, validate_assignment
pages = assignment_list, course_list, formgrader, validate_assignment
print(all(callable(each.load_jupyter_server_extension) for each in pages))
"""


def test_nbgrader_comes_without_jupyters_server_and_with_its_pages_when_they_are_wanted():
    done = subprocess.run([sys.executable, "-c", LATER], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["[]", "True"], done.stderr
