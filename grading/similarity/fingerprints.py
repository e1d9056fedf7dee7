"""Fingerprints of one submission's answers: a digest of every K tokens in a row, and where each stands.

Made in a child process with limits on time and memory, because no lexer promises to be quick on every text. All
fingerprints are kept: selecting some (winnowing, Schleimer et al. 2003) saves memory that a class does not need.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from ..execution.bounded_parsing.child import COMPARE, Failed, TooMuch, within
from .tokens import Vocabulary

K = 6
MAX_CHARACTERS = 100_000


@dataclass
class Fingerprints:
    """Answers of `who` by cell, and for every fingerprint the places (cell, start, end) where it stands."""

    who: str
    cells: dict[str, str]
    places: dict[bytes, list[tuple[str, int, int]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    earlier: bool = False

    @cached_property
    def all(self) -> frozenset[bytes]:
        """Every fingerprint once."""
        return frozenset(self.places)

    @cached_property
    def order(self) -> list[tuple[str, bytes]]:
        """(cell, fingerprint) as they follow each other."""
        found = sorted((cell, start, digest) for digest, places in self.places.items() for cell, start, _ in places)
        return [(cell, digest) for cell, _, digest in found]


def fingerprints_of(vocabulary: Vocabulary, cells: dict[str, str]) -> dict[bytes, list[tuple[str, int, int]]]:
    """Places by fingerprint. No fingerprint spans two cells."""
    places: dict[bytes, list[tuple[str, int, int]]] = {}
    for name, text in cells.items():
        tokens = vocabulary.tokens(text)
        for n in range(len(tokens) - K + 1):
            row = tokens[n : n + K]
            digest = hashlib.blake2b("\0".join(token.text for token in row).encode(), digest_size=8).digest()
            places.setdefault(digest, []).append((name, row[0].start, row[-1].end))
    return places


def fingerprint_within_limits(vocabulary: Vocabulary, who: str, cells: dict[str, str], *, earlier=False) -> Fingerprints:
    """Fingerprints of untrusted text, within the limits; what did not fit them is said in the notes."""
    taken, room, notes = {}, MAX_CHARACTERS, []
    for name, text in cells.items():
        if len(text) > room:
            notes.append(f"only the first {MAX_CHARACTERS:,} characters were compared")
        taken[name] = text[:room]
        room -= len(taken[name])
        if not room:
            break
    places = _in_child(vocabulary, taken)
    if places is None:
        notes.append("could not be compared: its text takes too much time or memory to read")
    return Fingerprints(who, taken, places or {}, notes, earlier)


def _in_child(vocabulary, cells):
    """fingerprints_of in a process of its own; None when it does not end within the limits."""
    try:
        found = json.loads(within(COMPARE, lambda: _as_json(fingerprints_of(vocabulary, cells))))
    except (TooMuch, Failed):
        return None
    return {bytes.fromhex(digest): [tuple(place) for place in places] for digest, places in found.items()}


def _as_json(places) -> bytes:
    return json.dumps({digest.hex(): found for digest, found in places.items()}).encode()
