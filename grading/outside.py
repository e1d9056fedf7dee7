"""What a batch holds against tampering: the checks decided outside, names to trust, what the reference changes.

Filled by the reference's run at the beginning of a batch; asked for every submission. Runs no code.
"""

import secrets
from pathlib import Path

from .executor import Result
from .sanitize import Sanitized
from .template import Template
from .trust import trusted_names
from .values import load_checks


class Outside:
    """For one batch over `template`; `folder` holds the check files. The seed of the inputs is new each time."""

    def __init__(self, folder: Path, template: Template):
        self.template, self.checks = template, load_checks(folder, template)
        self.names = {name: trusted_names(book) for name, book in template.notebooks.items()}
        self.seed = secrets.randbits(62)
        self.allowed: list[str] | None = None

    def trusted(self, books: dict[str, Sanitized], rounds: int = 1) -> dict[str, dict]:
        """Job.trusted for these notebooks; each check is asked `rounds` times."""
        made = {}
        for name, one in books.items():
            place, names = one.place, self.names[name]
            given = {str(place[cell]): kept for cell, kept in names["given"].items()}
            checks = self.checks.for_job(name, place, [self.seed] * rounds)
            made[name] = names | {"given": given} | checks
        return made

    def learn(self, result: Result) -> list[str]:
        """Take what the reference did as right: its values, and its changes to the framework. The faults found."""
        self.allowed = sorted({label for run in result.runs.values() for label in run.changed})
        return self.checks.learn(result.values)

    def fault(self, notebook: str, test: str, values: dict) -> str | None:
        """Why a test that passed in the student's process must not count, or None."""
        return self.checks.fault(notebook, test, values)

    def unasked(self, notebook: str, test: str, values: dict) -> bool:
        """Whether some check of the test was not answered at all, so that a person must decide."""
        file = self.checks.files[notebook]
        return any((notebook, test, name, 0) not in values for name in file.tests[test])
