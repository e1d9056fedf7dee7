"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Assignment = Annotated[str, typer.Argument(help="Assignment id, as nbgrader has it.")]
CourseOption = Annotated[
    Path, typer.Option("--course-dir", envvar="GRADING_COURSE_DIR", help="nbgrader course directory.")
]
Students = Annotated[list[str] | None, typer.Option("--student", help="Only this student; may be repeated.")]
Image = Annotated[str | None, typer.Option(help="Sandbox image; default GRADING_SANDBOX_IMAGE.")]
Workers = Annotated[int | None, typer.Option(help="Sandboxes at once; default one per CPU.")]
Timeout = Annotated[float | None, typer.Option(help="Seconds a submission may run.")]
Force = Annotated[bool, typer.Option("--force", help="Grade again what is graded and unchanged.")]
Output = Annotated[
    Path | None, typer.Option(help="File to write; default ASSIGNMENT.csv in the course directory.")
]
Critical = Annotated[bool | None, typer.Option(help="Sample whether or not the course calls it critical.")]
Rate = Annotated[float | None, typer.Option(help="Share to review, 0 to 1; default the course's.")]
SkipPreflight = Annotated[
    bool,
    typer.Option(
        "--skip-preflight",
        help="Do not insist that the reference earns full marks and the blank release none.",
    ),
]
