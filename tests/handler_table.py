"""docs/handlers.md as data: what is served by whom, and who may call it."""

import re
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parents[1] / "docs" / "handlers.md"
ROW = re.compile(r"^\| (?P<methods>[A-Z,]+|-) \| `(?P<address>.+?)` \| (?P<who>\w+) \| (?P<reaches>.+) \|$")
WHO = ("anyone", "nobody", "staff", "instructor", "owner", "member", "service")
# What stands for the names in an address when it is called: nothing that exists. The longer ones first.
PIECES = {
    "(?!(?:login|logout|oauth_callback)?$).*": "nothing9",
    r"(?P<path>(?:(?:/[^/]+)+|/?))": "/nothing9", r"(?P<workspace>/workspaces/[a-zA-Z0-9\-\_]+)?": "", "(?P<tree>/tree/.*)?": "",
    r"\w+-\w+-\w+-\w+-\w+": "a-b-c-d-e", r"[\w\.\-%]+": "nothing9", r"[\w-]+": "nothing9",
}  # fmt: skip
SAMPLES = {"[^/]+": "nothing9", ".*": "nothing9", r"\w+": "nothing9", r"\d\d": "99"}


@dataclass(frozen=True)
class Served:
    """One row; `address` is the regular expression."""

    methods: str
    address: str
    who: str

    @property
    def sample(self) -> str:
        """An address that the expression matches, below the prefix."""
        text = self.address.removesuffix("$")
        for piece, plain in PIECES.items():
            text = text.replace(piece, plain)
        text = re.sub(r"\((?:\?P<\w+>)?([^()]+)\)", self._group, text).replace("/?", "")
        return re.sub(r"\\(.)", r"\1", text).replace(".*", "nothing9")

    @staticmethod
    def _group(match: re.Match) -> str:
        inside = match[1]
        return SAMPLES.get(inside) or inside.split("|")[0]


def served(title: str) -> list[Served]:
    """The rows below the heading `title`."""
    section = TABLE.read_text(encoding="utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [ROW.match(line) for line in section.splitlines() if line.startswith("| ") and not line.startswith("| methods")]
    return [Served(row["methods"], row["address"].replace("\\|", "|"), row["who"]) for row in rows]
