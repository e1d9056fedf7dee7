"""What can be wrong with the course, and with a question about it."""


class CourseError(ValueError):
    """course.yml cannot be used. The message has one line per fault: the file, the entry, the fix."""


class UnknownEntry(LookupError):
    """Somebody asked for a module or milestone that the course does not have."""
