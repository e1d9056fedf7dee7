"""Prints what the classroom costs on this machine, each figure beside its baseline: `make bench`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import bench_framework  # noqa: E402
import bench_grading  # noqa: E402
import bench_spawn  # noqa: E402


def main() -> int:
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"cores: {os.cpu_count()}, load average before: {load}")
    print(bench_framework.report(bench_framework.measure()))
    print(bench_spawn.report(bench_spawn.measure()))
    figures = bench_grading.measure()
    print(bench_grading.report(figures))
    return 1 if figures["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
