"""Samples the memory of a grader and of its sandboxes while it runs, as proportional set size (PSS), and CPU seconds.

PSS counts a page shared by n processes as 1/n each, so sums are true. Student code is told from the sandbox's own
processes by its uid. Reading it of other users' processes needs root; without, the figures are None.
"""

import contextlib
import threading
from dataclasses import dataclass, field

import docker
import psutil

STUDENT_UIDS = 1_000_000  # grading.execution.sandbox.connection gives out uids from here on
EVERY = 0.5  # seconds
MIB = 2**20


@dataclass
class Peak:
    """Largest sums seen, in MiB; `containers_cpu` is CPU seconds of every sandbox there was, by container id."""

    grader: float = 0.0
    sandboxes: float = 0.0
    ours: float = 0.0  # grader and sandboxes at the same moment
    students: float = 0.0
    readable: bool = True
    containers_cpu: dict[str, float] = field(default_factory=dict)

    def add(self, grader: float, sandboxes: float, students: float) -> None:
        self.grader, self.sandboxes = max(self.grader, grader), max(self.sandboxes, sandboxes)
        self.ours, self.students = max(self.ours, grader + sandboxes), max(self.students, students)


class Sampler(threading.Thread):
    """Samples the tree of process `pid` and the containers of `label` until `stop`; then `peak` is final."""

    def __init__(self, pid: int, label: str):
        super().__init__(daemon=True)
        self.root, self.label, self.peak = psutil.Process(pid), label, Peak()
        self.ended, self.client = threading.Event(), docker.from_env()

    def run(self) -> None:
        while not self.ended.wait(EVERY):
            with contextlib.suppress(psutil.NoSuchProcess, docker.errors.DockerException, ValueError):  # it ended meanwhile
                self._sample()

    def stop(self) -> Peak:
        self.ended.set()
        self.join()
        self.client.close()
        return self.peak

    def _sample(self) -> None:
        grader = sum(self._pss(one) for one in tree(self.root))
        sandboxes = students = 0.0
        filters = {"label": f"org.tinytorch.classroom={self.label}"}
        for container in self.client.containers.list(filters=filters, ignore_removed=True):
            first = psutil.Process(container.attrs["State"]["Pid"])
            # What Docker itself runs for a container, its shim, is part of what a sandbox costs.
            sandboxes += self._pss(first.parent())
            for one in tree(first):
                with contextlib.suppress(psutil.NoSuchProcess):
                    if one.uids().real >= STUDENT_UIDS:
                        students += self._pss(one)
                    else:
                        sandboxes += self._pss(one)
            stats = container.stats(stream=False, one_shot=True)
            self.peak.containers_cpu[container.id] = stats["cpu_stats"]["cpu_usage"]["total_usage"] / 1e9
        self.peak.add(grader, sandboxes, students)

    def _pss(self, one: psutil.Process) -> float:
        try:
            return one.memory_full_info().pss / MIB
        except (psutil.NoSuchProcess, FileNotFoundError):
            return 0.0
        except (psutil.AccessDenied, PermissionError):
            self.peak.readable = False
            return 0.0


def tree(one: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess):
        return [one, *one.children(recursive=True)]
    return []
