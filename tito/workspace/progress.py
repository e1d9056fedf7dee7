"""What the learner has done so far, in `.tito/progress.json`: a versioned file, replaced atomically.

A newer tito's unknown fields survive. A damaged file is set aside and rebuilt from what is on disk.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from tito.workspace.files import write_atomically
from tito.workspace.places import Workspace

VERSION = 1


def now() -> str:
    """The current time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Progress:
    """One record per module slug: started, completed, tests ("passed" or "skipped"), points, submissions."""

    def __init__(self, workspace: Workspace, course):
        self.workspace = workspace
        self.file = workspace.state / "progress.json"
        self.set_aside: Path | None = None
        self._data = self._load(workspace, course)

    def of(self, module) -> dict:
        """The module's record, empty for one that was never started. Do not change it: use `record`."""
        return dict(self._data["modules"].get(module.slug, {}))

    def record(self, module, **facts) -> None:
        """Set fields of a module's record and save; None removes a field."""
        entry = self._data["modules"].setdefault(module.slug, {})
        entry.update(facts)
        for name in [name for name, value in entry.items() if value is None]:
            del entry[name]
        self._save()

    def _save(self) -> None:
        write_atomically(self.file, json.dumps(self._data, indent=2, sort_keys=True).encode() + b"\n")

    def _load(self, workspace: Workspace, course) -> dict:
        try:
            data = json.loads(self.file.read_text(encoding="utf-8"))
            if not (
                isinstance(data["version"], int)
                and all(isinstance(v, dict) for v in data["modules"].values())
            ):
                raise ValueError
            return data
        except FileNotFoundError:
            # Saved at once: an export made later must not look like a module completed before.
            self._data = _rebuild(workspace, course)
            if self._data["modules"] and workspace.state.is_dir():
                self._save()
            return self._data
        except (ValueError, KeyError, TypeError, AttributeError):
            self.set_aside = self.file.with_name(f"progress-damaged-{datetime.now():%Y%m%d-%H%M%S-%f}.json")
            self.file.rename(self.set_aside)
            self._data = _rebuild(workspace, course)
            self._save()
            return self._data


def open_progress(workspace: Workspace, course) -> Progress:
    """Return the learner's progress, and say so if it had to be rebuilt."""
    progress = Progress(workspace, course)
    if progress.set_aside:
        from tito.console import warn

        warn(
            f"Your progress file was damaged; it is kept as {progress.set_aside.name} "
            "and was rebuilt from your notebooks."
        )
    return progress


def ensure_started(progress: Progress, module) -> None:
    """Record that the learner works on the module, once."""
    if not progress.of(module).get("started"):
        progress.record(module, started=now())


def _rebuild(workspace: Workspace, course) -> dict:
    """A notebook on disk was started, a module in the learner's package completed, at their files' times."""
    modules = {}
    for module in course.modules:
        entry = {}
        for field, path in (
            ("started", workspace.notebook(module)),
            ("completed", workspace.package_file(module)),
        ):
            if path.exists():
                changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                entry[field] = changed.isoformat(timespec="seconds")
        if entry:
            modules[module.slug] = entry
    return {"version": VERSION, "modules": modules}
