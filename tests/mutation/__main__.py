"""Plants single faults (mutants) in each module of the package and counts how many its tests notice: `make mutate`.

Cosmic Ray makes the mutants, in a copy of the checkout; a fixed seed draws a sample of them. It changes no test.
"""
import argparse
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkerOutcome, WorkResult

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("pyproject.toml", "curriculum", "tinytorch", "tests/conftest.py", "tests/groups.py", "tests/mutation",
          "tests/tinytorch", "tests/curriculum/modules")
GOAL = 0.9
CONFIG = """\
[cosmic-ray]
module-path = "tinytorch/core/{name}.py"
timeout = 300.0
excluded-modules = []
test-command = "{python} tests/mutation/suite.py {number}"
distributor.name = "local"
"""


def copy_checkout(place: Path) -> None:
    for name in COPIED:
        source, target = ROOT / name, place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)


def keep_sample(database: Path, code: str, count: int, seed: int) -> None:
    """Leave `count` mutants to be tried. What Python cannot compile is no mutant: every test would kill it."""
    with use_db(database, WorkDB.Mode.open) as work:
        items = sorted(work.work_items, key=lambda item: str(item.mutations))
        random.Random(seed).shuffle(items)
        wanted = []
        for item in items:
            if len(wanted) < count and compiles(item.mutations[0], code):
                wanted.append(item.job_id)
        skipped = [item.job_id for item in items if item.job_id not in wanted]
        work.set_multiple_results(skipped, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def compiles(mutation, code: str) -> bool:
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    try:
        compile(mutate_code(code, operator, mutation.occurrence), "<mutant>", "exec")
    except SyntaxError:
        return False
    return True


def try_mutants(place: Path, number: int, name: str, python: str, count: int, seed: int) -> list[WorkResult]:
    """What became of each mutant."""
    config, database = place / f"{name}.toml", place / f"{name}.sqlite"
    config.write_text(CONFIG.format(name=name, number=number, python=shlex.quote(python)))
    environment = os.environ | {"TINYTORCH_OVERLAY": "off", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(place)}
    cosmic_ray = Path(sys.executable).with_name("cosmic-ray")

    def run(*arguments):
        subprocess.run([cosmic_ray, *map(str, arguments)], cwd=place, env=environment, check=True)

    run("baseline", config)
    run("init", config, database)
    keep_sample(database, (place / f"tinytorch/core/{name}.py").read_text(), count, seed)
    run("exec", config, database)
    with use_db(database, WorkDB.Mode.open) as work:
        return [result for _, result in work.completed_work_items if result.worker_outcome == WorkerOutcome.NORMAL]


def report(title: str, tried: list[WorkResult]) -> float:
    """Print the score and the differences of the survivors; return the score, from 0 to 1."""
    survived = [result.diff for result in tried if not result.is_killed]
    # An endless loop is a fault that was noticed; many of them mean that the machine is too busy for this.
    endless = sum(result.output == "timeout" for result in tried)
    score = 1 - len(survived) / len(tried)
    print(f"{title}: {len(tried) - len(survived)} of {len(tried)} mutants killed ({score:.0%}), {endless} by the time limit")
    print("\n".join(survived), flush=True)
    return score


def main() -> int:
    parser = argparse.ArgumentParser(description="Plant faults in modules and count those that the tests notice.")
    parser.add_argument("modules", nargs="*", type=int, default=[], help="numbers; without any all that are built")
    parser.add_argument("--count", type=int, default=60, help="mutants for each module (60)")
    parser.add_argument("--seed", type=int, default=1, help="draws the same mutants again (1)")
    parser.add_argument("--python", default=str(ROOT / ".venv" / "bin" / "python"), help="has what the tests import")
    chosen = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from tinytorch._modules import MODULES

    built = {each.number: each.core_name for each in MODULES if (ROOT / f"tinytorch/core/{each.core_name}.py").is_file()}
    worst = 1.0
    for number in chosen.modules or built:
        with tempfile.TemporaryDirectory() as scratch:
            copy_checkout(Path(scratch))
            tried = try_mutants(Path(scratch), number, built[number], chosen.python, chosen.count, chosen.seed)
        worst = min(worst, report(f"Module {number:02d} {built[number]}", tried))
    return 0 if worst >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
