"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ..feedback.unread import When
from ..settings import variable

Assignment = Annotated[str, typer.Argument(help="Assignment id, as nbgrader has it.")]
CourseOption = Annotated[
    Path, typer.Option("--course-dir", envvar=variable("course_dir"), help="nbgrader course directory.")
]
Students = Annotated[list[str] | None, typer.Option("--student", help="Only this student; may be repeated.")]
Image = Annotated[str | None, typer.Option(help="Sandbox image; default GRADING_SANDBOX_IMAGE.")]
Workers = Annotated[int | None, typer.Option(help="Sandboxes at once; default one per CPU.")]
Cluster = Annotated[
    str | None, typer.Option(help="Dask scheduler whose workers run the submissions: tls://HOST:8786. Default: this machine.")
]
Timeout = Annotated[float | None, typer.Option(help="Seconds a submission may run.")]
Feedback = Annotated[
    When, typer.Option(help="Send feedback when all answers for a person are read, or now.")
]
Force = Annotated[bool, typer.Option("--force", help="Grade again what is graded and unchanged.")]
Output = Annotated[
    Path | None, typer.Option(help="File to write; default ASSIGNMENT.csv in the course directory.")
]
OneOrAll = Annotated[str | None, typer.Argument(help="Assignment id; leave it out with --all.")]
All = Annotated[bool, typer.Option("--all", help="The whole course: every assignment of the gradebook, and the sum.")]
Format = Annotated[
    Literal["csv", "canvas", "moodle", "blackboard"], typer.Option(help="Which system's columns and encoding.")
]
Title = Annotated[str | None, typer.Option(help="Title of the column there; default the assignment's id.")]
ColumnId = Annotated[int | None, typer.Option(help="Number of the column there (Canvas, Blackboard), to fill an existing one.")]
Login = Annotated[
    Literal["username", "email"], typer.Option(help="What the system calls a student (Canvas, Blackboard).")
]
Zeros = Annotated[bool, typer.Option("--zeros", help="0 for who handed nothing in, instead of an empty field.")]
Critical = Annotated[bool | None, typer.Option(help="Sample whether or not the course calls it critical.")]
TAs = Annotated[
    list[str] | None, typer.Option("--ta", help="A reviewer; may be repeated. Default GRADING_TAS, else the hub's group ta.")
]
Rate = Annotated[float | None, typer.Option(help="Share to review, 0 to 1; default the course's.")]
SkipPreflight = Annotated[
    bool,
    typer.Option(
        "--skip-preflight",
        help="Do not insist that the reference earns full marks and the blank release none.",
    ),
]
Earlier = Annotated[
    list[Path] | None,
    typer.Option("--earlier", help="Another year's course directory, or its submitted/, to compare with; may be repeated."),
]
Page = Annotated[Path | None, typer.Option("--page", help="HTML file to write; - for standard output.")]
Threshold = Annotated[float, typer.Option(min=0, max=1, help="Share of the smaller answer from which a pair stands out.")]
Follow = Annotated[bool, typer.Option("--follow", help="Renew the view until the batch that runs has ended.")]
Html = Annotated[Path | None, typer.Option("--html", help="Write a page instead; - for standard output.")]
