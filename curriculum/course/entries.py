"""The parts of course.yml: modules, milestones with their parts, and the rules of grading."""
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from curriculum.course.errors import UnknownEntry

Tier = Literal["foundation", "architecture", "optimization", "capstone"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
ImportPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]


class Entry(BaseModel):
    """What every part of the course has in common: no unknown key, no conversion, no change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Module(Entry):
    """One module. `exports` is relative to the package: core.tensor is tinytorch/core/tensor.py."""

    number: int = Field(ge=1, le=99)
    name: Name
    title: str
    summary: str
    tier: Tier
    difficulty: int = Field(ge=1, le=4)
    hours: list[int] = Field(min_length=2, max_length=2, description="from, to")
    prerequisites: list[int]
    points: int = Field(ge=1)
    critical: bool = False
    built: bool = False
    exports: Annotated[str, Field(pattern=r"^core\.[a-z][a-z0-9_]*$")]
    aliases: list[ImportPath] = Field([], description="other import paths of the same module")
    provides: list[str] = Field(min_length=1, description="public names; tinytorch offers them all")
    terms: dict[str, str] = Field({}, description="words of the field that its notebook introduces, and what they mean")
    facade: Literal["nn", "optim", "data", "perf"] | None = Field(None, description="subpackage with them")

    @property
    def label(self) -> str:
        """The number as it is shown: "01"."""
        return f"{self.number:02d}"

    @property
    def slug(self) -> str:
        """Directory name, nbgrader assignment id and notebook stem: "01_tensor"."""
        return f"{self.label}_{self.name}"


class Part(Entry):
    """One experiment of a milestone. `within` says what each figure that it measures must be: [least, most]."""

    name: Name
    title: str
    needs: list[int] = Field(min_length=1, description="the modules that it runs on")
    uses: list[int] = Field([], description="modules that it runs on as well, once the owner of the last one needed built them")
    within: dict[Name, Annotated[list[float], Field(min_length=2, max_length=2)]] = Field(min_length=1)


class Milestone(Entry):
    """A historical result that the student's own package must reach."""

    number: int = Field(ge=1)
    slug: Annotated[str, Field(pattern=r"^\d\d_\d{4}_[a-z][a-z0-9_]*$")]
    title: str
    years: list[int] = Field(min_length=1)
    tier: Tier
    difficulty: int = Field(ge=1, le=4)
    prerequisites: list[int] = Field(min_length=1)
    criteria: str = Field(description="success in words")
    built: bool = False
    parts: list[Part] = Field([], description="the same in figures, in the order in which they run")

    @property
    def label(self) -> str:
        return f"{self.number:02d}"

    def part(self, name: str) -> Part:
        """The part called `name`. Raises UnknownEntry."""
        for part in self.parts:
            if part.name == name:
                return part
        known = ", ".join(part.name for part in self.parts)
        raise UnknownEntry(f"milestone {self.label} has no part {name!r}; its parts are {known}")


class Grading(Entry):
    timeout_seconds: int = Field(gt=0, description="for a whole submission")
    review_rate: float = Field(ge=0, le=1, description="share of critical modules that people review")
    double_review_rate: float = Field(0.25, ge=0, le=1, description="share of these that two people review")
    double_review_tolerance: float = Field(0.25, ge=0, le=1, description="of a cell's points: up to it the mean counts")
    extra_credit_on_tests: bool = Field(False, description="whether people may give it on cells that a test grades")
