"""`python -m curriculum.milestones 01`: runs one milestone, prints it, and writes its result as JSON if asked.

Exit code 0: nothing failed. 1: a figure is not what the course wants. 2: there is no such milestone or part.
130: stopped with Ctrl+C.
"""

import argparse
import json
import sys
from pathlib import Path

from curriculum.course import load_course
from curriculum.milestones.dashboard import open_dashboard
from curriculum.milestones.engine import run_milestone


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m curriculum.milestones", description="Run a milestone.")
    parser.add_argument("milestone", help="number or slug, such as 01")
    parser.add_argument("--part", action="append", help="run only this part; may be repeated")
    parser.add_argument("--seed", type=int, help="seed of data and weights (default: the year)")
    parser.add_argument("--plain", action="store_true", help="lines instead of the live picture")
    parser.add_argument("--quiet", action="store_true", help="print nothing")
    parser.add_argument("--result", type=Path, help="write the result to this file, as JSON")
    chosen = parser.parse_args(arguments)
    course = load_course()
    try:
        milestone = course.milestone(chosen.milestone)
        parts = [milestone.part(name) for name in chosen.part] if chosen.part else list(milestone.parts)
    except LookupError as error:
        parser.error(str(error))
    if not milestone.built:
        parser.error(f"milestone {milestone.label} is not part of this version yet")
    seed = milestone.years[0] if chosen.seed is None else chosen.seed
    dashboard = open_dashboard(chosen.plain, chosen.quiet)
    try:
        result = run_milestone(course, milestone, parts, seed, dashboard)
    except KeyboardInterrupt:
        dashboard.say("Stopped.")
        return 130
    if chosen.result:
        chosen.result.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return int(result["outcome"] == "failed")


if __name__ == "__main__":
    sys.exit(main())
