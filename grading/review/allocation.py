"""Assigns review slots to reviewers: evenly, and so that a second run moves nobody.

Pure. A slot is (student, place); place 2 is the second reviewer's. Nobody reviews their own submission, and nobody
reviews one twice.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable

from ..records.review_records import ReviewSlot


def allocate(
    slots: Iterable[ReviewSlot],
    reviewers: Iterable[str],
    held: dict[ReviewSlot, str] | None = None,
    done: set[ReviewSlot] = frozenset(),
    rank: Callable[[str], object] = str,
) -> dict[ReviewSlot, str]:
    """The reviewer of each slot; a slot that nobody may do is missing.

    `held` is how it was assigned before: it stays as long as the reviewer is there and the loads differ by at most one.
    Slots in `done` never move. `rank` breaks ties between reviewers. Loads are evened out along shortest
    cost-reducing paths (Harvey, Ladner, Lovasz and Tamir, "Semi-matchings for bipartite graphs and load balancing",
    2006), so as few slots move as possible.
    """
    slots, reviewers = list(slots), sorted(set(reviewers))
    shared = {r: g for r, g in (held or {}).items() if r in set(slots) and (g in reviewers or r in done)}
    loads = Counter(g for g in shared.values() if g in reviewers)

    def may(slot: ReviewSlot, reviewer: str) -> bool:
        student, place = slot
        return reviewer != student and shared.get((student, 3 - place)) != reviewer

    def choices(slot):
        return [reviewer for reviewer in reviewers if may(slot, reviewer)]

    # Whom few may review comes first: the others fit in anywhere.
    for slot in sorted((r for r in slots if r not in shared), key=lambda r: (len(choices(r)), r[1])):
        if open_to := choices(slot):
            shared[slot] = min(open_to, key=lambda g: (loads[g], rank(g), g))
            loads[shared[slot]] += 1
    while path := _path(shared, reviewers, loads, done, may):
        for slot, reviewer in path:
            loads[shared[slot]] -= 1
            shared[slot] = reviewer
            loads[reviewer] += 1
    return shared


def _path(shared, reviewers, loads, done, may) -> list[tuple[ReviewSlot, str]]:
    """Moves that take one slot from a reviewer with at least two more to one with fewer; empty if there is none."""
    for start in sorted(reviewers, key=lambda g: -loads[g]):
        came: dict[str, tuple[str, ReviewSlot]] = {}
        queue, seen = deque([start]), {start}
        while queue:
            reviewer = queue.popleft()
            if loads[reviewer] <= loads[start] - 2:
                moves = []
                while reviewer != start:
                    before, slot = came[reviewer]
                    moves.append((slot, reviewer))
                    reviewer = before
                return moves
            movable = sorted(r for r, g in shared.items() if g == reviewer and r not in done)
            for other in reviewers:
                slot = next((r for r in movable if other not in seen and may(r, other)), None)
                if slot is not None:
                    came[other] = reviewer, slot
                    seen.add(other)
                    queue.append(other)
    return []
