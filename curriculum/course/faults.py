"""What is wrong with a course that the types of its entries cannot say: numbers, names and dates that do not fit together."""
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from curriculum.course.errors import UnknownEntry


def faults_of(course) -> Iterator[str]:
    """One sentence per fault of the Course."""
    for kind, entries in (("module", course.modules), ("milestone", course.milestones)):
        for place, entry in enumerate(entries, 1):
            if entry.number != place:
                yield f"{kind}s: entry {place} has number {entry.number}; number them 1, 2, 3 and so on"
                return  # Everything below refers to modules by number and would only add noise.
    numbers = {module.number for module in course.modules}
    seen: dict[str, str] = {}
    providers: dict[str, str] = {}
    introduced: dict[str, str] = {}
    for module in course.modules:
        late = [n for n in module.prerequisites if n not in numbers or n >= module.number]
        if late:
            yield f"modules: {module.slug}: prerequisites {late} must be modules before {module.label}"
        for name in (module.slug, module.name, module.exports, *module.aliases):
            if seen.setdefault(name, module.slug) != module.slug:
                yield f"modules: {module.slug}: {name!r} already belongs to {seen[name]}; choose another"
        for name in module.provides:
            if providers.setdefault(name, module.slug) != module.slug:
                yield f"modules: {module.slug}: provides {name}, and so does {providers[name]}; rename one"
        for term in module.terms:
            if introduced.setdefault(term, module.slug) != module.slug:
                yield f"modules: {module.slug}: {introduced[term]} has introduced the term {term!r} already"
        if module.hours != sorted(module.hours):
            yield f"modules: {module.slug}: hours {module.hours} must be [from, to]"
    for milestone in course.milestones:
        missing = [n for n in milestone.prerequisites if n not in numbers]
        if missing:
            yield f"milestones: {milestone.slug}: prerequisites {missing} are not modules of the course"
        if milestone.built and not milestone.parts:
            yield f"milestones: {milestone.slug}: built, so it needs parts"
        for part in milestone.parts:
            unmet = [n for n in (*part.needs, *part.uses) if n not in numbers]
            if unmet:
                yield f"milestones: {milestone.slug}: {part.name}: needs {unmet}, not modules of the course"
            for name, (least, most) in part.within.items():
                if least > most:
                    yield f"milestones: {milestone.slug}: {part.name}: {name} must be [least, most]"
        if not milestone.slug.startswith(milestone.label):
            yield f"milestones: {milestone.slug}: the slug must begin with {milestone.label}"
    for number in course.unlocked:
        if number not in numbers:
            yield f"unlocked: {number} is not a module of the course"
    try:
        zone = ZoneInfo(course.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"timezone: {course.timezone!r} is unknown; write a name such as Europe/Berlin or UTC"
        return
    for key, window in course.calendar.items():
        try:
            course.module(key)
        except UnknownEntry as error:
            yield f"calendar: {error}"
        for entry in window.skipped(zone):
            yield f"calendar: {key}: {entry}: clocks in {course.timezone} are put forward over this time; write another"
        placed = window.in_zone(zone)
        if placed.release and placed.due and placed.due <= placed.release:
            yield f"calendar: {key}: due ({window.due}) must come after release ({window.release})"
