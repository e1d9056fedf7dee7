"""Hidden tests: where they are in a cell, and whether a text gives one away. Follows nbgrader's delimiters.

Catches quotations, also with changed spacing, quoting or escapes; not a text that was encoded on purpose.
"""

from dataclasses import dataclass, field

from ..course.directory import CourseDir

BEGIN, END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
# Letters and digits of a hidden line that is searched for: `for i in range(3):` gives nothing away, and students write it.
SHORTEST, SHORTEST_ASSERTION = 24, 8


def letters(text: str) -> str:
    """The letters and digits of a text: what survives any reformatting."""
    return "".join(char for char in text if char.isalnum())


@dataclass
class HiddenTests:
    """The hidden lines of a notebook. `begin` and `end` are the course's delimiters."""

    begin: str = BEGIN
    end: str = END
    secrets: set[str] = field(default_factory=set)

    def learn(self, source: str) -> None:
        """Remember the hidden lines of a test cell, unless the same line is in plain sight there."""
        shown = {letters(line) for line in self.visible(source).splitlines()}
        hidden = (letters(line) for _, line in self._split(source)[1])
        self.secrets |= {line for line in hidden if len(line) >= _shortest(line) and line not in shown}

    def forget(self, source: str) -> None:
        """Let go of what stands in plain sight in another cell of the assignment: whoever writes that quotes no hidden test."""
        shown = letters(self.visible(source))
        self.secrets = {line for line in self.secrets if line not in shown}

    def visible(self, source: str) -> str:
        """The source without hidden regions."""
        return "\n".join(line for _, line in self._split(source)[0])

    def is_hidden(self, source: str, number: int | None) -> bool:
        """Whether line `number` (from 1) is hidden; an unknown line counts as hidden if the cell has any."""
        shown, hidden = self._split(source)
        return bool(hidden) and (number is None or number not in {n for n, _ in shown})

    def given_away(self, text: str) -> bool:
        """Whether the text quotes a hidden line."""
        squeezed = letters(text.replace("\\n", " ").replace("\\t", " "))
        return any(secret in squeezed for secret in self.secrets)

    def _split(self, source: str):
        shown, hidden, inside = [], [], False
        for number, line in enumerate(source.split("\n"), 1):
            if self.begin in line:
                inside = True
            elif self.end in line:
                inside = False
            else:
                (hidden if inside else shown).append((number, line))
        return shown, hidden


def _shortest(line: str) -> int:
    return SHORTEST_ASSERTION if line.startswith("assert") else SHORTEST


def hidden_tests_of(course: CourseDir) -> HiddenTests:
    """Hidden tests by the course's own delimiters."""
    return _marks(course, "ClearHiddenTests", "test", BEGIN, END)


def removed_regions(course: CourseDir) -> list[HiddenTests]:
    """Everything nbgrader takes out of a locked cell for the release: hidden tests and marking schemes."""
    scheme = _marks(course, "ClearMarkScheme", "mark_scheme", "BEGIN MARK SCHEME", "END MARK SCHEME")
    return [hidden_tests_of(course), scheme]


def _marks(course: CourseDir, section: str, name: str, begin: str, end: str) -> HiddenTests:
    marks = course.config.get(section, {})
    return HiddenTests(*(marks.get(f"{side}_{name}_delimeter", text) for side, text in (("begin", begin), ("end", end))))
