"""The table of docs/architecture.md as data: what each folder imports of this repository, and which packages."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "architecture.md"
ROW = re.compile(r"^\| `(\w+)/` \| (.*?) \| (.*?) \|$", re.MULTILINE)


def table() -> dict[str, tuple[set[str], set[str]]]:
    """For each folder, dotted names of this repository, each with all below it, and packages by their import names."""
    section = PAGE.read_text(encoding="utf-8").partition("\n## Rooms and what they import\n")[2].partition("\n## ")[0]
    return {name: tuple(set(re.findall(r"`([\w.]+)`", cell)) for cell in cells) for name, *cells in ROW.findall(section)}
