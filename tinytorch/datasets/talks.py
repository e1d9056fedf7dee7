"""TinyTalks: short questions and answers to train a small language model on. Ships with the package."""
from pathlib import Path

_FOLDER = Path(__file__).with_name("tinytalks")
TINYTALKS_LEVELS = ("greetings", "facts", "numbers", "reasoning", "dialogue")


def load_tinytalks(level: int | str | None = None) -> list[tuple[str, str]]:
    """The TinyTalks data set: (question, answer) pairs in plain ASCII, easy levels first.

    `level` picks one of the five levels, by number (1 to 5) or by name: 1 greetings, 2 facts,
    3 numbers, 4 reasoning, 5 dialogue. None gives all of them.
    Raises ValueError for any other level.
    """
    pairs = []
    for name in TINYTALKS_LEVELS if level is None else (_level_name(level),):
        lines = (_FOLDER / f"{name}.tsv").read_text(encoding="ascii").splitlines()
        pairs += [tuple(line.split("\t")) for line in lines]
    return pairs


def _level_name(level) -> str:
    if level in TINYTALKS_LEVELS:
        return level
    if type(level) is int and 1 <= level <= len(TINYTALKS_LEVELS):
        return TINYTALKS_LEVELS[level - 1]
    levels = ", ".join(f"{number} {name}" for number, name in enumerate(TINYTALKS_LEVELS, start=1))
    raise ValueError(f"TinyTalks has no level {level!r}; its levels are {levels}")
