"""The learner's place in the course: every module's state, whose code runs, and the next step."""

from dataclasses import dataclass

from tito.assignments.release import not_released
from tito.console import hint, say, show_table
from tito.exchange.classroom import in_classroom
from tito.records.record import describe_module, is_started, number_ranges, show_entries, state_text
from tito.workspace import Workspace
from tito.workspace.progress import Progress

WHOSE = {"yours": "yours", "reference": "reference", "missing": "-"}


@dataclass(frozen=True)
class NextStep:
    """What brings the learner forward: `verb` on a module; nothing where all is done. `waits`: why it cannot be done yet."""

    verb: str = ""
    module: str = ""
    waits: str = ""

    @property
    def command(self) -> str:
        """What to type; empty where there is nothing to do."""
        return f"tito {'' if self.verb == 'submit' else 'module '}{self.verb} {self.module}" if self.verb else ""


def describe_modules(course, progress: Progress, released: set[str] | None = None) -> list[dict]:
    """Return one plain record per module, the same that `--json` prints; `released` as for describe_module."""
    return [describe_module(course, module, progress, released) for module in course.modules]


def next_step(course, progress: Progress, records: list[dict]) -> NextStep:
    """Return the next step; `records` are those of all modules."""
    for module, record in zip(course.modules, records, strict=True):
        if not module.built:
            continue
        if not is_started(progress, module):
            if not record["released"]:
                return NextStep(waits=not_released(course, module))
            return NextStep("start", module.label)
        if not record["completed"]:
            return NextStep("complete", module.label)
        if in_classroom() and not record["submissions"]:
            return NextStep("submit", module.label)
    return NextStep()


def show_list(course) -> None:
    """Print what the course teaches, in order, and what each module becomes in the package."""
    show_entries("module", course.modules, {
        "tier": lambda module: module.tier,
        "points": lambda module: f"{module.points}",
        "needs": lambda module: number_ranges(module.prerequisites),
        "tinytorch.": lambda module: module.exports,
    }, right=("points",))  # fmt: skip
    hint("Start one: tito module start 01. What it teaches: tito module view 01")


def show_status(course, progress: Progress, workspace: Workspace, records: list[dict]) -> None:
    """Print the learner's state in every module, and the next step."""
    dated = bool(course.calendar)
    columns = ["#", "module", "state", "tests", "points", "whose code runs", *(["due"] if dated else [])]
    rows = []
    for record in records:
        earned = record["points_earned"]
        tests = f"{earned:g} of {record['points_tested']:g}" if earned is not None else ""
        rows.append(
            [
                record["number"],
                record["title"],
                state_text(record),
                tests,
                f"{record['points']}",
                WHOSE[record["origin"]],
                *([record["due"] or ""] if dated else []),
            ]
        )
    say(f"Workspace: {workspace.root}")
    show_table(columns, rows, right=("tests", "points"))
    for record in records:
        if record["feedback_waits"]:
            hint(f"Feedback waits: tito feedback {record['number']}")
    complete = sum(record["completed"] is not None for record in records)
    say(f"{complete} of {len(course.built_modules)} modules complete.")
    step = next_step(course, progress, records)
    hint(step.waits or (f"Next: {step.command}" if step.command else "You have completed every module that this version has."))


def show_module(course, module, workspace: Workspace, record: dict) -> None:
    """Print what one module teaches, needs and becomes, how it stands (`record`), and where the learner's notebook is."""
    from tito.assignments.learners_copy import where_to_open

    say(f"Module {module.label}: {module.title}", "bold")
    say(module.summary)
    say(
        f"Tier {module.tier}, difficulty {module.difficulty} of 4, "
        f"{module.hours[0]} to {module.hours[1]} hours, {module.points} points."
    )
    say(
        f"Needs: {number_ranges(module.prerequisites) or 'nothing'}. Becomes: tinytorch.{module.exports} "
        f"({', '.join(module.provides)})."
    )
    say(f"State: {state_text(record)}.")
    if workspace.notebook(module).exists():
        hint(where_to_open(workspace, module))
    elif module.built and not record["released"]:
        hint(not_released(course, module))
    elif module.built:
        hint(f"Start it: tito module start {module.label}")
