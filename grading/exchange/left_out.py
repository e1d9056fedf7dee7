"""What collecting leaves out of a submission, and the notes that say so: files that would configure the programs that grade."""

import os

from exchange_rules.configuration_files import is_configuration

from ..course.files import MAX_NOTES, shown

WHY = "a file of this name would configure the programs that grade; if it is data, rename it and hand in again"


def left_out(path: str) -> str:
    """The note on such a file."""
    return f"file {shown(path)} was left out: {WHY}"


def notes_of_exchange(text: str) -> list[str]:
    """Notes on what the exchange has left out already: the lines of its own note. A student may write that file as well."""
    return [left_out(name) for name in text.splitlines()[:MAX_NOTES] if name.strip()]


class ConfigurationLeftOut:
    """What shutil.copytree is to ignore below `root`; `notes` name it."""

    def __init__(self, root):
        self.root, self.notes = root, []

    def __call__(self, folder, names: list[str]) -> set[str]:
        ignored = {name for name in names if is_configuration(name)}
        for name in sorted(ignored):
            self.notes.append(left_out(os.path.relpath(os.path.join(folder, name), self.root)))
        return ignored
