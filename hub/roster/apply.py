"""Makes the classroom match the roster: accounts, hub users and groups, membership in the exchange.

Nobody's files are deleted. Applying the same roster again changes nothing.
"""

from dataclasses import dataclass, field
from types import ModuleType

from hub.roster.exchange import Exchange
from hub.roster.hub import Hub
from hub.roster.person import ROLES, Person

# Making a password hash takes the hub about 0.2 s, and an answer must not take longer than a client waits.
ACCOUNTS_AT_ONCE = 25
# A roster that takes out more people at once than this is more likely the wrong file.
REMOVALS, REMOVED_SHARE = 3, 0.20


class TooManyRemovals(ValueError):
    """The roster would close many log-ins at once; nothing was changed yet."""

    def __init__(self, names: list[str], members: int):
        self.names = names
        shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
        super().__init__(
            f"This roster would close {len(names)} of {members} log-ins: {shown}. If that is wanted, apply it with "
            "--remove (with Ansible: -e classroom_roster_remove=true); otherwise check that it is the right, whole file."
        )


@dataclass
class Outcome:
    """User names by what happened to them; `updated` includes changed groups, roles, names and addresses."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    course_created: bool = False

    @property
    def changed(self) -> bool:
        """True when anything differs from before."""
        return bool(self.created or self.updated or self.removed or self.course_created)


def apply_roster(
    people: list[Person],
    course: str,
    hub: Hub,
    exchange: Exchange,
    accounts: ModuleType,
    *,
    remove: bool = False,
) -> Outcome:
    """Bring accounts, hub and exchange in line with `people`.

    `accounts` offers `ensure_accounts(names) -> names with a new one-time password` and `close_accounts(names)`.
    More than a few removals need `remove`.
    Accounts come first, so that no rostered name is ever without one; those who left lose theirs before their
    groups, so that the run after an interrupted one finds them again.

    Raises
    ------
    TooManyRemovals
        Without `remove`; nothing was changed.
    HubError, ExchangeError, OSError
        What was done until then stays; run it again.
    """
    names = [person.username for person in people]
    outcome = Outcome(course_created=exchange.ensure_course())
    groups = wanted_groups(people, course)
    present = hub.read_groups()
    members = set().union(*(present.get(group, set()) for group in groups), exchange.read_members()) - {course}
    outcome.removed = sorted(members - set(names))
    if not remove and len(outcome.removed) > max(REMOVALS, REMOVED_SHARE * len(members)):
        raise TooManyRemovals(outcome.removed, len(members))

    issued = _ensure_accounts(names, accounts)
    outcome.created = sorted(issued | set(hub.ensure_users(names)))
    if outcome.removed:
        accounts.close_accounts(outcome.removed)

    changed = set()
    for group, members in groups.items():
        changed |= hub.ensure_group(group, members)
    # The formgrader service bears the course's name and collects as an instructor.
    staff = [Person(course, "", "", "", "instructor"), *_in_role(people, "instructor", "ta")]
    changed |= exchange.ensure_instructors(staff)
    changed |= exchange.ensure_students(_in_role(people, "student"))

    outcome.updated = sorted(set(names) & changed - set(outcome.created))
    outcome.unchanged = sorted(set(names) - changed - set(outcome.created))
    return outcome


def wanted_groups(people: list[Person], course: str) -> dict[str, set[str]]:
    """Members by group: one group per role, and the two that nbgrader's JupyterHubAuthPlugin looks for."""
    groups = {role: {person.username for person in _in_role(people, role)} for role in ROLES}
    groups[f"formgrade-{course}"] = groups["instructor"] | groups["ta"]
    groups[f"nbgrader-{course}"] = groups["student"]
    return groups


def _in_role(people: list[Person], *roles: str) -> list[Person]:
    return [person for person in people if person.role in roles]


def _ensure_accounts(names: list[str], accounts: ModuleType) -> set[str]:
    batches = (names[start : start + ACCOUNTS_AT_ONCE] for start in range(0, len(names), ACCOUNTS_AT_ONCE))
    return {name for batch in batches for name in accounts.ensure_accounts(batch)}
