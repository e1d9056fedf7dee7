"""The course as a whole: its entries, found by number or name, and what must hold between them."""
import difflib
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from curriculum.course.calendar import Window
from curriculum.course.entries import Entry, Grading, Milestone, Module
from curriculum.course.errors import UnknownEntry
from curriculum.course.faults import faults_of


class Course(Entry):
    """The whole course; see course.yml for the meaning of each key."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    version: str
    timezone: str = "UTC"
    grading: Grading
    calendar: dict[str | int, Window] = {}
    unlocked: list[int] = []
    modules: list[Module] = Field(min_length=1)
    milestones: list[Milestone] = []

    @property
    def built_modules(self) -> list[Module]:
        return [module for module in self.modules if module.built]

    def module(self, key: str | int) -> Module:
        """The module called `key`: 1, "1", "01", "tensor" or "01_tensor". Raises UnknownEntry."""
        return _find(self.modules, key, "module", lambda m: (m.name, m.slug))

    def milestone(self, key: str | int) -> Milestone:
        """The milestone called `key`: 1, "01" or its slug. Raises UnknownEntry."""
        return _find(self.milestones, key, "milestone", lambda m: (m.slug,))

    def window(self, key: str | int) -> Window:
        """Release and due time of a module, in the course's time zone unless the file gave an offset."""
        return self.calendar.get(self.module(key).slug, Window())

    @model_validator(mode="after")
    def _consistent(self):
        faults = list(faults_of(self))
        if faults:
            raise ValueError("\n".join(faults))
        zone = ZoneInfo(self.timezone)
        # The file may say 1, "01" or "tensor"; from here on the slug is the only key.
        calendar = {self.module(key).slug: window.in_zone(zone) for key, window in self.calendar.items()}
        object.__setattr__(self, "calendar", calendar)
        return self


def _find(entries, key, kind, names):
    text = str(key).strip()
    for entry in entries:
        if text in names(entry) or (text.isdecimal() and int(text) == entry.number):
            return entry
    known = [name for entry in entries for name in names(entry)]
    close = difflib.get_close_matches(text, known, 1)
    hint = f"did you mean {close[0]}?" if close else f"the course has {kind}s 1 to {len(entries)}"
    raise UnknownEntry(f"no {kind} {text!r}: {hint}")
