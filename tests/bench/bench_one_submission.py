"""Seconds for a batch of one submission: by a new process, by the warm daemon, and by Grader-Service's local executor.

Grader-Service comes from PyPI into an environment of its own below build/, made here only. All three grade the same submissions.
Its figures leave out its imports, the two copies of a repository and the processes of Git that it needs in a real service.
"""

import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import bench_grading
from bench_course import ROOT

from grading.daemon.client import ask
from grading.daemon.server import Server

PEER = ("grader-service==0.12.5", "ipykernel==7.4.0", "numpy==2.4.6")
TIMES = 7


def peer_environment() -> Path:
    """Grader-Service's own environment, made at first use."""
    folder = ROOT / "build" / "bench" / "grader-service"
    made = folder / "made-of.txt"
    if not made.is_file() or made.read_text() != " ".join(PEER):
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *PEER], check=True)
        made.write_text(" ".join(PEER))
    return folder


def by_the_peer(root: Path, name: str) -> dict:
    """What grader_service_run.py prints."""
    program = peer_environment() / "bin"
    own = os.environ | {"PATH": f"{program}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "TINYTORCH_OVERLAY": "off"}
    command = [program / "python", ROOT / "tests" / "bench" / "grader_service_run.py", root, name]
    said = subprocess.run(command, env=own, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return json.loads(said.splitlines()[-1])


def cpu_of(sandbox) -> float:
    """CPU seconds that it has used."""
    return sandbox.container.stats(stream=False, one_shot=True)["cpu_stats"]["cpu_usage"]["total_usage"] / 1e9


def by_the_daemon(root: Path, name: str, students: list[str]) -> tuple[list[float], float]:
    """Wall seconds of each button for one student, sandboxes ready before it, and CPU seconds of both for each."""
    os.environ |= bench_grading.environment() | {"GRADING_SOCKET": str(root / "bench.sock")}
    server, took, cpu = Server(root, root / "bench.sock"), [], 0.0
    silent = contextlib.redirect_stdout(io.StringIO())  # its log
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with silent, contextlib.closing(server.ready):
        ask("autograde", name, students[0])
        end, server.ready.end = server.ready.end, (left := []).append
        for student in students[1:]:
            cpu -= sum(cpu_of(one.result()) for one in server.ready.waiting)
            began, before = time.perf_counter(), time.process_time()
            answer = ask("autograde", name, student)
            took.append(time.perf_counter() - began)
            cpu += time.process_time() - before + sum(cpu_of(one) for one in left)
            while left:
                end(left.pop())
            if not answer["success"]:
                raise SystemExit(f"the daemon failed: {answer['error']}")
        server.shutdown()
        server.server_close()
    return took, cpu / len(took)


def measure(course) -> dict:
    """Plain figures for one course of bench_course."""
    with tempfile.TemporaryDirectory(prefix="tt-bench-") as folder:
        root, name = Path(folder, "course"), course.assignment
        root.mkdir()
        course.write_source(root)
        bench_grading.run(root, "nbgrader", "generate_assignment", name)
        course.hand_in(root, TIMES + 1)
        students = sorted(path.name for path in (root / "submitted").iterdir())
        cold = [bench_grading.run(root, "grading", "autograde", name, "--student", one, watch=True) for one in students[:3]]
        warm, warm_cpu = by_the_daemon(root, name, students)
        peer = by_the_peer(root, name)
        mine = {}
        for (student, _), (points, _) in bench_grading.grades(root).items():
            mine[student] = mine.get(student, 0.0) + (points or 0.0)
        return {
            "module": name,
            "cold": statistics.median(seconds for seconds, _, _ in cold),
            "cold_cpu": statistics.median(cpu + sum(peak.containers_cpu.values()) for _, cpu, peak in cold),
            "warm": statistics.median(warm), "warm_range": (min(warm), max(warm)), "warm_cpu": warm_cpu,
            "peer": peer["each"], "peer_first": peer["first"], "peer_cpu": peer["cpu"] / len(peer["points"]),
            "different": sorted(student for student in mine if mine[student] != peer["points"].get(student)),
        }  # fmt: skip


def report(figures: dict) -> str:
    """The figures as lines of text."""
    warm, peer = figures["warm"], figures["peer"]
    low, high = figures["warm_range"]
    return "\n".join([
        f"one submission of {figures['module']}, median of {TIMES}:",
        f"  a new process           {figures['cold']:7.2f} s; {figures['cold_cpu']:.2f} CPU seconds",
        f"  the warm daemon         {warm:7.2f} s ({low:.2f} to {high:.2f}); {figures['warm_cpu']:.2f} CPU seconds",
        f"  Grader-Service, warm    {peer:7.2f} s, {peer / warm:.1f} times as long; {figures['peer_cpu']:.2f} CPU seconds",
        f"  students whose points differ from Grader-Service's: {', '.join(figures['different']) or 'none'}",
    ])  # fmt: skip
