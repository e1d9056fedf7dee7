"""The course as the learner's command needs it: the facts of course.yml, with tito's errors."""

from tito.errors import EnvironmentProblem, UsageProblem


def open_course():
    """Return the course; raise EnvironmentProblem if its file cannot be used."""
    from curriculum.course import load_course

    return _read(load_course)


def local(moment):
    """The moment in the course's time zone, as people are told of it; EnvironmentProblem as above."""
    from curriculum import course

    return _read(course.local, moment)


def _read(read, *arguments):
    from curriculum.course import CourseError

    try:
        return read(*arguments)
    except (CourseError, OSError) as error:
        raise EnvironmentProblem(
            f"The course description cannot be read: {error}", "Tell your instructor."
        ) from None


def find_module(course, key: str):
    """Return the module called "1", "01", "tensor" or "01_tensor"; raise UsageProblem for any other name."""
    try:
        return course.module(key)
    except LookupError as error:
        message = str(error.args[0]) if error.args else str(error)
        raise UsageProblem(message, "See all modules: tito module list") from None


def find_milestone(course, key: str):
    """Return the milestone called "1", "01" or by its slug; raise UsageProblem for any other name."""
    try:
        return course.milestone(key)
    except LookupError as error:
        raise UsageProblem(str(error.args[0]), "See all milestones: tito milestone list") from None


def milestone_title(milestone) -> str:
    """How messages name a milestone: "Milestone 02 (The XOR Crisis)"."""
    return f"Milestone {milestone.label} ({milestone.title})"


def title(module) -> str:
    """How messages name a module: "Module 03 (Layers)"."""
    return f"Module {module.label} ({module.title})"


def require_built(course, module) -> None:
    """Raise EnvironmentProblem for a module that this version of the course announces but does not contain."""
    if not module.built:
        ready = ", ".join(each.label for each in course.built_modules) or "none"
        raise EnvironmentProblem(
            f"{title(module)} is not part of TinyTorch {course.version} yet.",
            f"Modules that are: {ready}. See all of them: tito module list",
        )


def require_milestone_built(course, milestone) -> None:
    """Raise EnvironmentProblem for a milestone that this version of the course announces but does not contain."""
    if not milestone.built:
        ready = ", ".join(each.label for each in course.milestones if each.built) or "none"
        raise EnvironmentProblem(
            f"{milestone_title(milestone)} is not part of TinyTorch {course.version} yet.",
            f"Milestones that are: {ready}. See all of them: tito milestone list",
        )


def missing_modules(course, numbers: list[int]) -> list:
    """Return those of the modules that neither the learner nor the reference has, in order."""
    import tinytorch

    modules = [course.module(number) for number in numbers]
    return [module for module in modules if tinytorch.origin(module.name) == "missing"]
