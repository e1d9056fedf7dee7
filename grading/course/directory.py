"""A course directory of nbgrader: its configuration, its paths, its submissions on disk.

Reads nbgrader_config.py the way nbgrader does (site files first, the directory's own last) without starting
an app. Where GRADING_CONFIG_DIR names a directory, as in a classroom, that one alone is read: a configuration file is
a program, and what others can write must not be executed here.
"""


import contextlib
import getpass
import os
import shutil
import sys
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from exchange_rules.names import assignment_fault, fault

from ..errors import DiskFull, GradingError
from ..settings import site_settings
from .replacing import finish_replacing

if TYPE_CHECKING:
    from sqlalchemy import URL


EXTENSIONS = ("assignment_list", "course_list", "validate_assignment", "formgrader")


def import_nbgrader():
    """Import nbgrader at a fraction of the usual cost; call before anything that needs it."""
    if "nbgrader" in sys.modules:
        return sys.modules["nbgrader"]
    # jsonschema builds a grammar of a second for checking IRIs, which no notebook contains.
    sys.modules.setdefault("rfc3987_syntax", None)
    # ngshare_exchange reads one of these at import.
    if "JUPYTERHUB_USER" not in os.environ:
        os.environ.setdefault("USER", _user())
    # It imports its four extensions of Jupyter's server, and that server with them, to load them one day. Where they are needed
    # (formgrader) they are imported by their own names.
    extensions = [name for name in map("nbgrader.server_extensions.{}".format, EXTENSIONS) if name not in sys.modules]
    sys.modules.update((name, SimpleNamespace(load_jupyter_server_extension=None)) for name in extensions)
    try:
        import nbgrader
    finally:
        for name in extensions:
            del sys.modules[name]
    return nbgrader


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "grader"


PRIVATE = ".grading"  # what students never get, in the course directory


def errors_log(root: Path) -> Path:
    """Where tracebacks of the grader's own faults are written, whether or not `root` can be opened as a course."""
    return root / PRIVATE / "errors.log"


class CourseDir:
    """The directory `root`; raises GradingError when it is not an nbgrader course."""

    def __init__(self, root: Path):
        self.root = Path(root).resolve()
        if not self.root.is_dir():
            raise GradingError(
                f"the course directory {self.root} does not exist: give --course-dir or set "
                "GRADING_COURSE_DIR."
            )
        if not (self.root / "nbgrader_config.py").exists() and not (self.root / "source").is_dir():
            raise GradingError(
                f"{self.root} is not an nbgrader course directory: it has neither nbgrader_config.py "
                "nor source/."
            )
        self.private = self.root / PRIVATE
        with contextlib.suppress(OSError):  # who may only read finds nothing there; who writes is told when they do
            self.private.mkdir(exist_ok=True)
        self.errors = errors_log(self.root)
        # Where formgrader writes too; elsewhere when it sees the course read-only.
        self.records = site_settings().records_dir or self.private

    @property
    def records_place(self) -> "Path | URL":
        """Where the grader's records are: the directory of grading.db, or the database that a site has given."""
        if (given := site_settings().database_url) is None:
            return self.records
        from sqlalchemy import make_url

        return make_url(given.get_secret_value())

    @cached_property
    def config(self):
        """The merged traitlets configuration."""
        import_nbgrader()
        from jupyter_core.paths import jupyter_config_path
        from traitlets.config import Config
        from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

        config = Config()
        site = site_settings().config_dir
        for folder in [str(site)] if site else [*reversed(jupyter_config_path()), str(self.root)]:
            for loader, name in (
                (PyFileConfigLoader, "nbgrader_config.py"),
                (JSONFileConfigLoader, "nbgrader_config.json"),
            ):
                try:
                    config.merge(loader(name, path=folder).load_config())
                except ConfigFileNotFound:
                    continue
                except Exception as error:
                    raise GradingError(
                        f"{folder}/{name} cannot be read: {type(error).__name__}: {error}"
                    ) from error
        config.CourseDirectory.root = str(self.root)
        return config

    def ignored_configuration(self) -> list[str]:
        """Names of configuration files in the course directory that are not read because a site's alone is."""
        names = ("nbgrader_config.py", "nbgrader_config.json") if site_settings().config_dir else ()
        return [name for name in names if (self.root / name).exists()]

    def ignoring(self, name: str) -> str:
        """What to say of one of them."""
        return (
            f"{self.root / name} is ignored: in a classroom configuration is read from {site_settings().config_dir} "
            "only. Put settings into nbgrader_config.d/ of the classroom's directory on the host, and delete this file."
        )

    @cached_property
    def nbgrader(self):
        """nbgrader's own CourseDirectory with this configuration."""
        import_nbgrader()
        from nbgrader.coursedir import CourseDirectory

        return CourseDirectory(config=self.config)

    @property
    def course_id(self) -> str:
        """The course's name in nbgrader and in the exchange; may be empty."""
        return self.nbgrader.course_id

    def path(self, step: str, student: str, assignment: str) -> Path:
        """Directory of a step: source, release, submitted, autograded or feedback, whether it exists or not.

        Names come from databases and addresses: raises GradingError for one that is none. "." for `student` means nobody's.
        """
        for name in (student, assignment):
            if name not in ("", ".") and (why := fault(name)):
                raise GradingError(f"{name!r} cannot be a directory of the course: it {why}.")
        return self._path(step, student, assignment)

    def _path(self, step: str, student: str, assignment: str) -> Path:
        return Path(
            self.nbgrader.format_path(getattr(self.nbgrader, f"{step}_directory"), student, assignment)
        )

    def require_name(self, assignment: str) -> None:
        """Raise GradingError for a name under which submissions or feedback would get lost."""
        if why := assignment_fault(assignment):
            raise GradingError(
                f"{assignment!r} cannot be the name of an assignment: it {why}, so that submissions or feedback would get lost. "
                "Letters, digits, blanks, - _ and full stops between them are fine. Rename the directory in "
                f"{self.source('')} before you release it."
            )

    def source(self, assignment: str) -> Path:
        """Directory of the instructor's version, whether it exists or not. Raises GradingError for what is no name."""
        return self.path("source", ".", assignment)

    def checks(self, assignment: str) -> Path:
        """Directory of the value checks. Not below source/, whose files are released to students."""
        return self.root / "checks" / assignment

    def submitted_students(self, assignment: str) -> list[str]:
        """Students with a directory for this assignment in submitted/, sorted. Ends a replacement that was cut off."""
        marker = "\0"
        pattern = str(self._path("submitted", marker, assignment))
        before, after = pattern.split(marker, 1)
        base = Path(before if before.endswith("/") else os.path.dirname(before))
        names = sorted(entry.name for entry in base.iterdir() if entry.is_dir()) if base.is_dir() else []
        names = [name for name in names if not name.startswith(".")]
        for name in names:
            finish_replacing(Path(before + name + after))
        return [name for name in names if Path(before + name + after).is_dir()]

    def ensure_room(self, megabytes: int):
        """Raise DiskFull on a disk with less than `megabytes` (2**20 bytes) free: half a batch helps nobody."""
        free = shutil.disk_usage(self.root).free // 2**20
        if free < megabytes:
            raise DiskFull(
                f"only {free} MB are free on the disk of {self.root}, {megabytes} MB are needed: free some "
                "room, or lower GRADING_MIN_FREE_MB."
            )
