"""The course as data: what course.yml says, read and checked.

Grader and tito learn what the course is here; the hub's image has course.yml only, and reads the title. Opens no notebook.
"""
from curriculum.course.entries import Milestone, Module
from curriculum.course.errors import CourseError, UnknownEntry
from curriculum.course.local_time import local
from curriculum.course.reading import COURSE_FILE, load_course
from curriculum.course.schema import Course

__all__ = ["COURSE_FILE", "Course", "CourseError", "Milestone", "Module", "UnknownEntry", "load_course", "local"]
