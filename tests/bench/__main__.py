"""Prints what the classroom costs on this machine, each figure beside its baseline: `make bench`."""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import bench_class_start  # noqa: E402
import bench_course  # noqa: E402
import bench_framework  # noqa: E402
import bench_grading  # noqa: E402
import bench_one_submission  # noqa: E402
import bench_spawn  # noqa: E402
import measured  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("framework", "spawn", "class", "one", "grading")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone; may be repeated")
    parser.add_argument("--students", type=int, default=60, help="students of the start of a class; default 60")
    parser.add_argument("--within", type=float, default=15, help="seconds within which they come; default 15")
    parser.add_argument("--course", choices=("plain", "module"), action="append", help="grade this one alone; default both")
    parser.add_argument("--module", type=int, default=1, help="module whose submissions are graded; default 1")
    parser.add_argument("--sizes", type=int, nargs="+", default=[30, 120, 300, 1000], help="submissions graded by this grader")
    parser.add_argument("--stock", type=int, nargs="*", default=[30, 120], help="sizes that stock nbgrader grades, too")
    parser.add_argument("--quick", action="store_true", help="grading in 2 minutes instead of 15: 15 and 30 submissions")
    parser.add_argument("--keep", action="store_true", help=f"also write {measured.FILE.relative_to(ROOT)}, the model's figures")
    given = parser.parse_args()
    if given.quick:
        given.sizes, given.stock = [15, 30], [30]
    return given


def courses(given: argparse.Namespace) -> dict:
    """The courses that are graded, by name."""
    made = {"plain": bench_course.Plain, "module": lambda: bench_course.Module(given.module)}
    return {name: made[name]() for name in given.course or made}


def grading(given: argparse.Namespace, load: float) -> int:
    """Grade every size; the number of grades that differ from stock's."""
    different = 0
    for name, course in courses(given).items():
        runs = []
        for size in sorted({*given.sizes, *given.stock}):
            runs.append(bench_grading.measure(course, size, stock=size in given.stock))
            print(bench_grading.report(runs[-1]), flush=True)
        result = measured.save(runs, load, ROOT / "build" / "bench" / f"measured-{name}.json")
        if given.keep and name == "module":  # what classes of this course need is what the model is asked
            measured.save(runs, load)
        if len(runs) > 1:
            print(measured.report(result))
        different += sum(len(run.get("different", ())) for run in runs)
    return different


def main() -> int:
    given, load = arguments(), os.getloadavg()
    print(f"cores: {os.cpu_count()}, load average before: {' '.join(f'{value:.1f}' for value in load)}")
    parts = given.only or PARTS
    if "framework" in parts:
        print(bench_framework.report(bench_framework.measure()))
    if "spawn" in parts:
        print(bench_spawn.report(bench_spawn.measure()))
    if "class" in parts:
        print(bench_class_start.report(bench_class_start.measure(given.students, given.within), given.within))
    if "one" in parts:
        for course in courses(given).values():
            print(bench_one_submission.report(bench_one_submission.measure(course)), flush=True)
    return 1 if "grading" in parts and grading(given, load[0]) else 0


if __name__ == "__main__":
    sys.exit(main())
