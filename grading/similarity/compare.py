"""Which pairs of answers share more than chance and the task explain.

Fingerprints of the given code and those that much of the class wrote count for nothing; the rest is counted.
"""

import itertools
from collections import Counter
from dataclasses import dataclass

from .fingerprints import Fingerprints

# Measured, see docs/grading.md: independent answers shared at most 0.29 with each other and 0.51 with the reference,
# whole copies in disguise at least 0.69. Passages of independent answers were at most 17 long.
THRESHOLD = 0.6
PASSAGE = 25
COMMON_SHARE = 0.30
COMMON_LEAST = 4
# Fewer fingerprints of one's own than this, and there was hardly more than one sensible way to write it.
LEAST_OWN = 40
ADVICE = "A similarity is a reason to look at both texts, not a verdict."


@dataclass(frozen=True)
class Pair:
    """Two submissions, the fingerprints only few besides them have, and their share of the smaller one's."""

    one: Fingerprints
    two: Fingerprints
    shared: frozenset[bytes]
    share: float
    passage: int

    def stands_out(self, threshold: float = THRESHOLD) -> bool:
        """Whether somebody should look: much of the whole, or one long passage of it, is shared."""
        return self.share >= threshold or self.passage >= PASSAGE

    @property
    def cells(self) -> list[str]:
        """Cells of the first submission with shared fingerprints, most fingerprints first."""
        count = Counter(place[0] for digest in self.shared for place in self.one.places[digest])
        return [name for name, _ in count.most_common()]


@dataclass(frozen=True)
class Screening:
    """All pairs, the most similar first, and who could not be compared and why."""

    pairs: list[Pair]
    left_out: dict[str, str]
    submissions: int

    def standing_out(self, threshold: float = THRESHOLD) -> list[Pair]:
        """Pairs that are worth a look; `threshold`: share of the smaller answer, 0 to 1, that both have."""
        return [pair for pair in self.pairs if pair.stands_out(threshold)]

    def next_share(self, threshold: float = THRESHOLD) -> float:
        """The largest share among the pairs that do not stand out: what is usual in this class."""
        return max((pair.share for pair in self.pairs if not pair.stands_out(threshold)), default=0.0)


def compare(submissions: list[Fingerprints], given: frozenset[bytes]) -> Screening:
    """Compare all submissions of this course with each other and with the earlier ones; `given`: the template's fingerprints."""
    own = {id(one): one.all - given for one in submissions}
    here = [one for one in submissions if not one.earlier]
    owners = Counter(digest for one in here for digest in own[id(one)])
    # With few submissions two copies alone would be a large part of the class.
    common = {digest for digest, count in owners.items() if count > COMMON_SHARE * len(here) and count >= COMMON_LEAST}
    rare = {key: found - common for key, found in own.items()}
    left_out = {
        one.who: "; ".join(one.notes) or "hardly anything in it is this student's alone"
        for one in submissions
        if len(rare[id(one)]) < LEAST_OWN
    }
    pairs = []
    for one, two in itertools.combinations((p for p in submissions if p.who not in left_out), 2):
        if not (one.earlier and two.earlier):
            shared = rare[id(one)] & rare[id(two)]
            if shared:
                smaller = min(len(rare[id(one)]), len(rare[id(two)]))
                pairs.append(Pair(one, two, shared, len(shared) / smaller, longest_passage(one, shared)))
    pairs.sort(key=lambda pair: (-pair.share, -pair.passage, pair.one.who, pair.two.who))
    return Screening(pairs, left_out, len(submissions))


def longest_passage(one: Fingerprints, shared: frozenset[bytes]) -> int:
    """The most shared fingerprints that follow each other in a cell of this submission's."""
    if len(shared) < PASSAGE:
        return 0
    longest = length = 0
    before = None
    for cell, digest in one.order:
        length = (length if cell == before else 0) + 1 if digest in shared else 0
        longest, before = max(longest, length), cell
    return longest
