"""The lists of variants in tests/mutation: what survives and may, and what it takes to fail at every assertion."""
from dataclasses import asdict
from pathlib import Path

import yaml
from grade_in_process import ROOT
from variants import Mutant, Scribble

FOLDER = ROOT / "tests" / "mutation"
HEAD = "# Made by `make mutate`: besides the recorded mistakes, what it takes to fail at every assertion.\n"


def read_survivors(number: int) -> dict[Mutant | Scribble, str]:
    """The variants that no test can or should notice, each with the reason why."""
    return {_variant({key: value for key, value in entry.items() if key != "why"}): entry["why"]
            for entry in _entries(FOLDER / "survivors" / f"{number:02d}.yml")}


def read_reasons(number: int) -> list[Mutant | Scribble]:
    """The variants that fail at assertions at which no recorded mistake fails."""
    return [_variant(entry) for entry in _entries(FOLDER / "reasons" / f"{number:02d}.yml")]


def keep_reasons(number: int, variants: list[Mutant | Scribble]) -> None:
    entries = [{key: value for key, value in asdict(each).items() if value != 0} for each in variants]
    text = HEAD + yaml.safe_dump(sorted(entries, key=str), sort_keys=False, width=1000, allow_unicode=True)
    (FOLDER / "reasons" / f"{number:02d}.yml").write_text(text, encoding="utf-8")


def _entries(file: Path) -> list[dict]:
    return yaml.safe_load(file.read_text(encoding="utf-8")) or [] if file.is_file() else []


def _variant(entry: dict) -> Mutant | Scribble:
    return Mutant(**entry) if "was" in entry else Scribble(**entry)
