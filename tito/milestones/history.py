"""The learner's milestones: what each needs, what was measured when, whose code ran, and the next step."""

import json

from tito.console import hint, say, show_table, success, warn
from tito.course import missing_modules, title
from tito.milestones.attempt import kept_file
from tito.records.record import NOT_YET, number_ranges, show_entries
from tito.workspace import Workspace


def describe_milestones(course, workspace: Workspace) -> list[dict]:
    """Return one plain record per milestone, the same that `--json` prints."""
    return [describe_milestone(course, milestone, workspace) for milestone in course.milestones]


def describe_milestone(course, milestone, workspace: Workspace) -> dict:
    """Return the milestone as plain data: the facts of the course, and the last run of each part."""
    import tinytorch

    needed = sorted({number for part in milestone.parts for number in part.needs}) or milestone.prerequisites
    modules = [course.module(number) for number in needed]
    parts = [
        {
            "name": part.name,
            "title": part.title,
            "needs": list(part.needs),
            "wanted": part.within,
            "last_run": _read_kept(workspace, milestone, part),
        }
        for part in milestone.parts
    ]
    return {
        "number": milestone.label,
        "slug": milestone.slug,
        "title": milestone.title,
        "years": list(milestone.years),
        "tier": milestone.tier,
        "available": milestone.built,
        "criteria": milestone.criteria,
        "prerequisites": list(milestone.prerequisites),
        "missing": [module.label for module in missing_modules(course, milestone.prerequisites)],
        "modules": [{"number": m.label, "name": m.name, "origin": tinytorch.origin(m.name)} for m in modules],
        "state": _state(course, milestone, [part["last_run"] for part in parts]),
        "parts": parts,
    }


def _read_kept(workspace: Workspace, milestone, part) -> dict | None:
    """The result of the part's last run, None if it never ran or its file is damaged."""
    file = kept_file(workspace, milestone, part)
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        complete = {"outcome", "measured", "modules", "finished"} <= kept.keys()
        if not complete or kept["outcome"] not in ("passed", "failed"):
            raise ValueError
        return kept
    except FileNotFoundError:
        return None
    except (ValueError, AttributeError):
        warn(f"{file} is damaged and does not count. Run it again: tito milestone run {milestone.label}")
        return None


def _state(course, milestone, runs: list[dict | None]) -> str:
    if not milestone.built:
        return NOT_YET
    outcomes = [run and run["outcome"] for run in runs]
    if "failed" in outcomes:
        return "failed"
    if None not in outcomes:
        return "passed"
    if any(outcomes):
        return "begun"
    return "locked" if missing_modules(course, milestone.prerequisites) else "open"


def next_step(course, records: list[dict], workspace: Workspace) -> str:
    """Return the one command that brings the learner nearer to the next milestone, "" if there is none."""
    for record in records:
        for part in record["parts"] if record["available"] else []:
            if part["last_run"] and part["last_run"]["outcome"] == "passed":
                continue
            if missing := missing_modules(course, part["needs"]):
                verb = "complete" if workspace.notebook(missing[0]).exists() else "start"
                return f"tito module {verb} {missing[0].label}"
            return f"tito milestone run {record['number']}"
    return ""


def show_list(course) -> None:
    """Print the milestones in order, and what each needs to begin."""
    show_entries("milestone", course.milestones, {
        "year": lambda each: f"{each.years[0]}",
        "tier": lambda each: each.tier,
        "needs": lambda each: number_ranges(each.prerequisites),
    })  # fmt: skip
    hint("What one proves: tito milestone info 01. Run it: tito milestone run 01")


def show_status(records: list[dict], step: str) -> None:
    """Print for every part what its last run measured, whose code that was, and the next step."""
    rows = []
    for record in records:
        rows.append([record["number"], record["title"], record["state"], "", "", ""])
        rows += [_run_row(part, part["last_run"]) for part in record["parts"] if part["last_run"]]
    show_table(["#", "milestone", "state", "measured", "whose code ran", "when"], rows)
    if step:
        hint(f"Next: {step}")
    else:
        success("You have reached every milestone that this version has.")


def _run_row(part: dict, run: dict) -> list[str]:
    from curriculum.milestones.figures import shown

    measured = {name: run["measured"][name] for name in part["wanted"] if name in run["measured"]}
    figures = ", ".join(f"{name.replace('_', ' ')} {shown(name, value)}" for name, value in measured.items())
    return ["", f"  {part['name']}", run["outcome"], figures, _whose(run), run["finished"][:10]]


def _whose(run: dict) -> str:
    others = [int(module["number"]) for module in run["modules"] if module["origin"] != "yours"]
    if len(others) == len(run["modules"]):
        return "the reference's"
    return f"yours, but for {number_ranges(others)}" if others else "yours"


def show_milestone(course, milestone, record: dict) -> None:
    """Print a milestone's criterion, parts, whose modules it would run on, its story, and the next step."""
    from curriculum.milestones.figures import wanted_text, whose_text

    say(f"Milestone {milestone.label}: {milestone.title} ({' and '.join(map(str, milestone.years))})", "bold")
    say(f"Reached when: {milestone.criteria}")
    for part in milestone.parts:
        wanted = [f"{name.replace('_', ' ')} {wanted_text(name, b)}" for name, b in part.within.items()]
        say(f"  {part.name}: {part.title}. Needs {number_ranges(part.needs)}. Wanted: {', '.join(wanted)}.")
    say(f"State: {record['state']}. {whose_text(record['modules'])}")
    if not milestone.built:
        return
    say("\n" + _story(milestone) + "\n")
    if record["missing"]:
        first = course.module(record["missing"][0])
        hint(f"First complete {title(first)}: tito module start {first.label}")
    else:
        hint(f"Run it: tito milestone run {milestone.label}")


def _story(milestone) -> str:
    from importlib.resources import files

    readme = files("curriculum.milestones").joinpath(milestone.slug, "README.md")
    return readme.read_text(encoding="utf-8").strip()
