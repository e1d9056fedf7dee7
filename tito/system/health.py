"""`tito system health`: tells what the checks found."""

from tito.console import fail, say, show_json, success, warn
from tito.course import open_course
from tito.errors import EnvironmentProblem
from tito.system.checks import Check, check_all
from tito.workspace import find_workspace


def show_health(as_json: bool) -> None:
    """Print every check; raise EnvironmentProblem if one found a fault."""
    checks = check_all(find_workspace(), open_course())
    if as_json:
        show_json([vars(check) for check in checks])
    else:
        show_checks(checks)
    raise_on_fault(checks)
    if not as_json:
        success("Ready to work.")


def show_checks(checks: list[Check]) -> None:
    """Print a line for each check."""
    for check in checks:
        if check.state == "ok":
            say(f"  ok  {check.name}: {check.detail}")
        elif check.state == "warning":
            warn(f"{check.name}: {check.detail}. {check.fix}")
        else:
            fail(f"{check.name}: {check.detail}", check.fix)


def raise_on_fault(checks: list[Check]) -> None:
    """Raise EnvironmentProblem, naming the checks that found a fault, if any did."""
    faults = [check.name for check in checks if check.state == "fault"]
    if faults:
        raise EnvironmentProblem(
            f"This place is not ready: {', '.join(faults)}.", "Repair that, then: tito system health"
        )
