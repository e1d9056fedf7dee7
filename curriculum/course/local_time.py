"""Times as people are told of them: in the course's time zone."""
import functools
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from curriculum.course.reading import course_file, load_course


def local(moment: datetime) -> datetime:
    """The moment in the course's time zone, as people are told of it. Raises CourseError."""
    file = course_file()
    return moment.astimezone(_zone(file, file.stat().st_mtime_ns if file.is_file() else 0))


@functools.lru_cache(maxsize=1)
def _zone(file: Path, changed: int) -> ZoneInfo:
    # A page asks for every line of a class; the file is read again when it has changed.
    return ZoneInfo(load_course(file).timezone)
