"""Lays out an nbgrader course directory: source notebooks, the grader's checks, and a configuration.

It adds and renews sources. Submissions, autograded work, feedback and the gradebook are never opened.
"""
import hashlib
import json
from pathlib import Path

from curriculum.course import Course, Module
from curriculum.errors import BuildError
from curriculum.products.build import write_if_changed
from curriculum.products.verify import ensure_sound
from curriculum.source.notebook import notebook_text, read_source

RECORD = ".curriculum.json"
_CONFIG = '''\
"""nbgrader's settings for this course directory. Yours to edit: it is written once and then left alone."""
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = {id!r}
'''


def ensure_course_dir(
    course: Course, root: Path, dest: Path, force: bool = False, configuration: bool = True
) -> list[Path]:
    """Bring `dest` up to date and return the files that were written.

    A file that somebody edited there is kept as long as the curriculum has nothing newer; when it has,
    BuildError asks for `force`, and nothing at all is written. Without `configuration` the directory gets no
    nbgrader_config.py (a classroom's is elsewhere), and one that an earlier version wrote here is taken away.
    """
    record_file = dest / RECORD
    record = json.loads(record_file.read_text(encoding="utf-8")) if record_file.is_file() else {}
    texts, edited = {}, []
    for key, file, text in (each for module in course.built_modules for each in _files(module, root, dest)):
        theirs = _digest(file.read_text(encoding="utf-8")) if file.is_file() else None
        newest, laid = _digest(text), record.get(key)
        if theirs not in (None, newest, laid) and not force:
            if laid != newest:
                edited.append(f"{file} was edited here, and the curriculum has a newer version of it; "
                              "move your copy away, or use --force to replace it")
            continue
        texts[file] = text
        record[key] = newest
    if edited:
        raise BuildError(edited)
    config, text = dest / "nbgrader_config.py", _CONFIG.format(id=course.id)
    written = []
    if configuration and not config.exists():
        texts[config] = text
    elif not configuration and config.is_file() and config.read_text(encoding="utf-8") == text:
        config.unlink()
        written.append(config)
    written += [file for file, text in texts.items() if write_if_changed(file, text)]
    write_if_changed(record_file, json.dumps(record, indent=1, sort_keys=True) + "\n")
    return written


def _files(module: Module, root: Path, dest: Path):
    """Yield (name in the record, file, text) of a module."""
    notebook = read_source(module, root)
    ensure_sound(notebook, module)
    yield module.slug, dest / "source" / module.slug / f"{module.slug}.ipynb", notebook_text(notebook)
    checks = root / "curriculum" / "modules" / module.slug / "checks.py"
    if checks.is_file():
        # Beside source/, not in it: nbgrader gives students every file of an assignment's source directory.
        file = dest / "checks" / module.slug / f"{module.slug}.py"
        yield f"checks/{module.slug}", file, checks.read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
