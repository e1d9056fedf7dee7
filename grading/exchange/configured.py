"""Which exchange a course is configured for: ngshare where nbgrader's configuration names it, else the directory."""

from ..course.directory import CourseDir
from .directory import Exchange


def exchange_for(course: CourseDir) -> Exchange:
    """The exchange this course is configured for."""
    from traitlets.config import LazyConfigValue

    configured = course.config.ExchangeFactory.get("exchange")
    if configured is None or isinstance(configured, LazyConfigValue):
        return Exchange(course)
    module = configured if isinstance(configured, str) else configured.__module__
    if module.startswith("ngshare_exchange"):
        from .ngshare import NgshareExchange  # brings requests, which the directory exchange does without

        return NgshareExchange(course, configured)
    return Exchange(course)
