"""A hostile submission as a directory of this folder: what is tried, the verdict it must get, and how it is made.

    verdict.toml   what      what is tried, in a sentence
                   honest    true: nothing bad is tried; what must not be taken for an attack
                   points    automatic points it must end with, exactly
                   flagged   whether it must be flagged for a person
                   reason    pattern that some reason of this student must match; without it there may be no reason
                   queued    true: it can be graded, but a cell waits in the manual queue
                   race      true: whether one waits depends on which of its processes is faster, or on chance
                   problem   true: it cannot be graded, and must wait in the manual queue
                   shows     pattern that the outputs of the graded notebook must match
                   hides     pattern that must be nowhere in the graded notebook
                   start     "right" (default) or "blank": the answers it starts from
                   times     how often it is handed in, one after the other, by students of their own
    answers.py     sections that replace a cell's source (`# %% add`), also a test's, or put a new cell in
                   (`# %% new after add`, `# %% new before add`)
    files/         files handed in beside the notebook
    build.py       instead of answers.py: `build(folder, notebook)` writes what is handed in, or
                   `upload(notebook)` gives the files as ngshare would, to be collected
"""

import base64
import importlib.util
import json
import os
import re
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

import coursework

HERE = Path(__file__).parent
SECTION = re.compile(r"^# %% (?:new (?P<side>after|before) )?(?P<cell>\w+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One directory. `students` are the names it is handed in under."""

    folder: Path
    what: str
    points: float
    flagged: bool
    honest: bool = False
    reason: str | None = None
    queued: bool = False
    race: bool = False
    problem: bool = False
    shows: str | None = None
    hides: str | None = None
    start: str = "right"
    times: int = 1

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def students(self) -> list[str]:
        return [self.name] if self.times == 1 else [f"{self.name}_{n}" for n in range(1, self.times + 1)]

    def notebook(self) -> dict:
        """The notebook of the case, before build.py."""
        nb = blank() if self.start == "blank" else coursework.answered()
        path = self.folder / "answers.py"
        return edited(nb, path.read_text()) if path.is_file() else nb

    @property
    def script(self):
        """build.py as a module, or None."""
        path = self.folder / "build.py"
        if not path.is_file():
            return None
        spec = importlib.util.spec_from_file_location(f"build_{self.name}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def uploads(self) -> list[dict] | None:
        """The files as ngshare would give them, for a case that is collected."""
        script = self.script
        return script.upload(self.notebook()) if hasattr(script, "upload") else None

    def hand_in(self, root: Path, student: str) -> None:
        """Put the case into the course where collecting would."""
        script = self.script
        coursework.submit(root, student, None if script else self.notebook())
        folder = root / "submitted" / student / coursework.ASSIGNMENT
        if (self.folder / "files").is_dir():
            shutil.copytree(self.folder / "files", folder, dirs_exist_ok=True, symlinks=True)
        if script:
            script.build(folder, self.notebook())


def blank() -> dict:
    """The notebook as students are given it."""
    nb = coursework.answered()
    for name in ("add", "scale", "total"):
        coursework.source_of(nb, name)["source"] = "# YOUR CODE HERE\nraise NotImplementedError()"
    return nb


def edited(nb: dict, text: str) -> dict:
    """The notebook with the sections of an answers.py."""
    parts = list(SECTION.finditer(text))
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        source = text[part.end() : following.start() if following else len(text)].strip("\n")
        found = coursework.source_of(nb, part["cell"])
        if part["side"]:
            at = nb["cells"].index(found) + (part["side"] == "after")
            nb["cells"].insert(at, coursework.cell("code", source))
        else:
            found["source"] = source
    return nb


def upload(name: str, content: str | bytes) -> dict:
    """A file as ngshare gives it."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return {"path": name, "content": base64.b64encode(data).decode()}


def page(nb: dict) -> dict:
    """The notebook as an uploaded file under its right name."""
    return upload(f"{coursework.BOOK}.ipynb", json.dumps(nb))


def load_cases() -> list[Case]:
    """Every case of this folder, by name, or those whose name begins as the variable HOSTILE says."""
    wanted = os.environ.get("HOSTILE", "")
    paths = [path for path in sorted(HERE.glob("*/verdict.toml")) if re.match(wanted, path.parent.name)]
    return [Case(path.parent, **tomllib.loads(path.read_text())) for path in paths]
