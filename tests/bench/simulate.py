"""What a large class needs: a discrete-event model of the pipeline, fed with what the benchmark measured.

Model: the grader prepares and records one submission at a time on a core of its own machine; between, the submission
holds a sandbox and a core of the machine of that sandbox. Sandboxes draw ahead one submission each, as the executors do.
A slow submission loops until its limit and holds its core all the time. Not in it: the network (a submission is some
100 kB), a machine's failure, cells that start threads.
"""

import argparse
import random
from pathlib import Path

import simpy
from measured import FILE, Measured, load

LIMIT_SECONDS = 300.0
SIZES, SLOW_SHARES = (1_000, 10_000), (0.0, 0.01, 0.02, 0.05)
WORKER_CORES, WORKERS = 8, (1, 4, 16)  # of a cluster, each with a sandbox a core
HOUR = 3600.0


def simulate(measured: Measured, count: int, *, machines: list[int], slow=0.0, shared=False, seed=1) -> float:
    """Seconds to grade `count` submissions on machines with so many cores, one sandbox each.

    `slow`: share that runs into the limit. `shared`: the grader runs on the first machine, too.
    """
    start = max(measured.line("seconds")[0], 0.0)
    trusted, sandbox = measured.line("grader_cpu")[1], measured.line("sandbox_cpu")[1]
    world, chance = simpy.Environment(), random.Random(seed)
    cores = [simpy.Resource(world, capacity=number) for number in machines]
    own = cores[0] if shared else simpy.Resource(world)
    writer, free = simpy.Resource(world), simpy.Store(world)
    for machine, number in enumerate(machines):
        for _ in range(number):
            free.put(machine)
    room = simpy.Resource(world, capacity=2 * sum(machines))
    slow_ones = set(chance.sample(range(count), round(slow * count)))

    def burst(core, seconds):
        with core.request() as turn:
            yield turn
            yield world.timeout(seconds)

    def submission(number, place):
        with writer.request() as turn:
            yield turn
            yield from burst(own, trusted / 2)
        machine = yield free.get()
        yield from burst(cores[machine], LIMIT_SECONDS if number in slow_ones else sandbox)
        yield free.put(machine)
        with writer.request() as turn:
            yield turn
            yield from burst(own, trusted / 2)
        room.release(place)

    def batch():
        running = []
        for number in range(count):
            place = room.request()
            yield place
            running.append(world.process(submission(number, place)))
        yield world.all_of(running)

    world.run(world.process(batch()))
    return start + world.now


def workers_for(measured: Measured, count: int, slow: float, seconds: float) -> int | None:
    """Fewest workers of a cluster that finish in `seconds`; None where the slowest submissions or the writer forbid it."""
    for number in range(1, 129):
        if simulate(measured, count, machines=[WORKER_CORES] * number, slow=slow) <= seconds:
            return number
    return None


def validation(measured: Measured) -> list[str]:
    """The model beside what was measured on the machine of the benchmark."""
    lines = ["| submissions | measured | model | model / measured |", "|---|---|---|---|"]
    for run in measured.runs:
        told = simulate(measured, run.submissions, machines=[measured.cores], shared=True)
        lines.append(f"| {run.submissions:,} | {run.seconds:.0f} s | {told:.0f} s | {told / run.seconds:.2f} |")
    return lines


def projection(measured: Measured) -> list[str]:
    """Hours for each size and share of slow submissions, here and on clusters; and what one hour takes."""
    clusters = [[WORKER_CORES] * number for number in WORKERS]
    names = [f"{len(one)} × {WORKER_CORES} cores" for one in clusters]
    head = ["submissions", "at the 300 s limit", f"this machine, {measured.cores} cores", *names, "workers for 1 hour"]
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for count in SIZES:
        for slow in SLOW_SHARES:
            local = simulate(measured, count, machines=[measured.cores], slow=slow, shared=True)
            far = [simulate(measured, count, machines=one, slow=slow) for one in clusters]
            need = workers_for(measured, count, slow, HOUR)
            told = [_duration(seconds) for seconds in (local, *far)]
            lines.append(f"| {count:,} | {slow:.0%} | {' | '.join(told)} | {need or 'not in 1 hour'} |")
    return lines


def _duration(seconds: float) -> str:
    return f"{seconds / HOUR:.1f} h" if seconds >= 2 * HOUR else f"{seconds / 60:.1f} min"


def report(measured: Measured) -> str:
    (_, trusted), (_, sandbox) = measured.line("grader_cpu"), measured.line("sandbox_cpu")
    lines = [
        f"Measured {measured.date} on {measured.cores} cores of {measured.machine} (load before: {measured.load_before}), "
        f"{measured.runs[0].module}: {trusted:.3f} CPU s of the grader and {sandbox:.3f} of a sandbox per submission.",
        "",
        *validation(measured),
        "",
        *projection(measured),
    ]
    memory = [run.memory for run in measured.runs if run.memory]
    if memory:
        largest = {key: max(one[key] for one in memory) for key in memory[0]}
        per_sandbox = largest["sandboxes"] / measured.sandboxes
        lines += [
            "",
            f"Memory: the grader {largest['grader']:.0f} MiB; a worker of {WORKER_CORES} sandboxes "
            f"{WORKER_CORES * per_sandbox:.0f} MiB, plus what student code uses: "
            f"{WORKER_CORES * largest['students'] / measured.sandboxes:.0f} MiB with this module, and at most "
            f"{WORKER_CORES} × GRADING_MEMORY_MB.",
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measured", type=Path, default=FILE, help="figures to use, as `make bench` writes them")
    print(report(load(parser.parse_args().measured)))
