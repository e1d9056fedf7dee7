"""Seconds and memory of the grading pipeline and of stock `nbgrader autograde`, on the same submissions of a course.

Grades them both ways in one run and compares every grade. Times are wall times of the whole command, start-up included.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_course import ROOT
from bench_memory import Sampler

LABEL = "bench-grading"
PAPER_MINUTES = {30: 10, 100: 30, 1000: 120}  # the paper's projection for a class, at 45 s a submission on 4 cores


def environment() -> dict[str, str]:
    # Stock runs `alembic` and kernels by name from PATH, and its kernel imports the reference as the sandbox does.
    own = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "TINYTORCH_OVERLAY": "off"}
    return os.environ | own | {"GRADING_LABEL": LABEL}


def run(root: Path, *command: str, watch=False):
    """Run a program of this environment: its wall seconds, CPU seconds with its children, and memory if `watch`."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        program = subprocess.Popen(
            [sys.executable, "-m", *command, "--course-dir", str(root)],
            cwd=root, env=environment(), stdout=said, stderr=subprocess.STDOUT, text=True,
        )
        sampler = Sampler(program.pid, LABEL) if watch else None
        if sampler:
            sampler.start()
        code = program.wait()
        seconds = time.perf_counter() - began
        peak = sampler.stop() if sampler else None
        if code:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak


def grades(root: Path) -> dict:
    """(automatic points, needs a person) by student and cell."""
    with sqlite3.connect(root / "gradebook.db") as db:
        rows = db.execute("""SELECT s.student_id, c.name, g.auto_score, g.needs_manual_grade FROM grade g
            JOIN submitted_notebook n ON n.id = g.notebook_id
            JOIN submitted_assignment s ON s.id = n.assignment_id
            JOIN base_cell c ON c.id = g.cell_id""").fetchall()
    return {(student, name): (points, needs) for student, name, points, needs in rows}


def measure(course, count: int, *, stock: bool) -> dict:
    """Grade `count` submissions of a course (bench_course), both ways if `stock`: plain figures, ready for JSON."""
    name = course.assignment
    with tempfile.TemporaryDirectory(prefix="tt-bench-") as folder:
        ours, theirs = Path(folder, "ours"), Path(folder, "stock")
        ours.mkdir()
        course.write_source(ours)
        run(ours, "nbgrader", "generate_assignment", name)
        course.hand_in(ours, count)
        if stock:
            shutil.copytree(ours, theirs)
        seconds, cpu, peak = run(ours, "grading", "autograde", name, watch=True)
        figures = {"module": name, "submissions": count, "seconds": seconds, "grader_cpu": cpu}
        figures["sandbox_cpu"] = sum(peak.containers_cpu.values())
        if peak.readable:
            figures["memory"] = {key: getattr(peak, key) for key in ("grader", "sandboxes", "ours", "students")}
        if stock:
            figures["stock_seconds"], figures["stock_cpu"], _ = run(theirs, "nbgrader", "autograde", name)
            mine, other = grades(ours), grades(theirs)
            figures["cells"] = len(other)
            figures["different"] = [
                [*key, mine.get(key), other.get(key)]
                for key in sorted(mine.keys() | other.keys())
                if mine.get(key) != other.get(key)
            ]
    return figures


def report(figures: dict) -> str:
    """The figures of one size as lines of text."""
    count, seconds = figures["submissions"], figures["seconds"]
    lines = [f"{count} submissions of {figures['module']}:"]
    lines.append(f"  this grader             {seconds:7.1f} s, {seconds / count:.3f} s each")
    if "stock_seconds" in figures:
        stock, different = figures["stock_seconds"], figures["different"]
        lines.append(f"  stock nbgrader          {stock:7.1f} s, {stock / count:.3f} s each; {stock / seconds:.1f} times as long")
        cpu = figures["grader_cpu"] + figures["sandbox_cpu"]
        other = figures["stock_cpu"]
        lines.append(f"  CPU seconds             {cpu:7.1f}, stock {other:.1f}: {other / cpu:.1f} times as many")
        lines.append(f"  table diff              {len(different)} of {figures['cells']} grades differ")
        lines += [f"    {student} {cell}: {mine}, stock {other}" for student, cell, mine, other in different]
    known = max((size for size in PAPER_MINUTES if size <= count), default=min(PAPER_MINUTES))
    projected = PAPER_MINUTES[known] * 60 * count / known
    lines.append(f"  the paper's projection  {projected:7.0f} s ({known} students in {PAPER_MINUTES[known]} min)")
    if "memory" in figures:
        memory = figures["memory"]
        lines.append(
            f"  memory, peak            {memory['ours']:5.0f} MiB: grader {memory['grader']:.0f}, sandboxes without student "
            f"code {memory['sandboxes']:.0f}; student code {memory['students']:.0f} besides"
        )
    return "\n".join(lines)
