"""Shares readings of submissions out over the graders: evenly, and so that a second run moves nobody.

Pure. A reading is (student, place); place 2 is the second reader's. Nobody reads their own submission, and nobody reads
one twice.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable

from ..records.readings import Reading


def allot(
    readings: Iterable[Reading],
    graders: Iterable[str],
    held: dict[Reading, str] | None = None,
    done: set[Reading] = frozenset(),
    rank: Callable[[str], object] = str,
) -> dict[Reading, str]:
    """The grader of each reading; a reading that nobody may do is missing.

    `held` is how it was shared out before: it stays as long as the grader is there and the loads differ by at most one.
    Readings in `done` never move. `rank` breaks ties between graders. Loads are evened out along shortest
    cost-reducing paths (Harvey, Ladner, Lovasz and Tamir, "Semi-matchings for bipartite graphs and load balancing",
    2006), so as few readings move as possible.
    """
    readings, graders = list(readings), sorted(set(graders))
    shared = {r: g for r, g in (held or {}).items() if r in set(readings) and (g in graders or r in done)}
    loads = Counter(g for g in shared.values() if g in graders)

    def may(reading: Reading, grader: str) -> bool:
        student, place = reading
        return grader != student and shared.get((student, 3 - place)) != grader

    def choices(reading):
        return [grader for grader in graders if may(reading, grader)]

    # Who may be read by few comes first: the others fit in anywhere.
    for reading in sorted((r for r in readings if r not in shared), key=lambda r: (len(choices(r)), r[1])):
        if open_to := choices(reading):
            shared[reading] = min(open_to, key=lambda g: (loads[g], str(rank(g)), g))
            loads[shared[reading]] += 1
    while path := _path(shared, graders, loads, done, may):
        for reading, grader in path:
            loads[shared[reading]] -= 1
            shared[reading] = grader
            loads[grader] += 1
    return shared


def _path(shared, graders, loads, done, may) -> list[tuple[Reading, str]]:
    """Moves that take one reading from a grader with at least two more to one with fewer; empty if there is none."""
    for start in sorted(graders, key=lambda g: -loads[g]):
        came: dict[str, tuple[str, Reading]] = {}
        queue, seen = deque([start]), {start}
        while queue:
            grader = queue.popleft()
            if loads[grader] <= loads[start] - 2:
                moves = []
                while grader != start:
                    before, reading = came[grader]
                    moves.append((reading, grader))
                    grader = before
                return moves
            movable = sorted(r for r, g in shared.items() if g == grader and r not in done)
            for other in graders:
                reading = next((r for r in movable if other not in seen and may(r, other)), None)
                if reading is not None:
                    came[other] = grader, reading
                    seen.add(other)
                    queue.append(other)
    return []
