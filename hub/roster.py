"""The roster's commands: `python -m hub.roster check FILE` and `python -m hub.roster apply FILE`.

`check` reports every problem and changes nothing. `apply` runs in the hub's container; its last line is JSON,
so that a playbook can tell whether anything changed.
"""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path

from hub.roster_file import RosterError, read_roster
from hub.roster_person import ROLES, Person

CREDENTIALS = Path("/srv/hub/one-time-passwords.csv")


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 the hub or the exchange failed, 2 the roster has problems."""
    parser = argparse.ArgumentParser(prog="python -m hub.roster", description="Check or apply the roster.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, summary in (
        ("check", "report problems, change nothing"),
        ("apply", "make the classroom match the file"),
    ):
        command = commands.add_parser(name, help=summary)
        command.add_argument("file", type=Path)
    command.add_argument(
        "--credentials", type=Path, default=CREDENTIALS, help="where new one-time passwords are kept"
    )
    options = parser.parse_args(arguments)
    course = os.environ.get("CLASSROOM_COURSE") or "tinytorch"
    try:
        people = read_roster(options.file, reserved={course, "ngshare", "classroom-admin", "idle-culler"})
    except RosterError as error:
        print(error, file=sys.stderr)
        print(f"problems: {len(error.problems)}. Nothing was changed.", file=sys.stderr)
        return 2
    if options.command == "check":
        print(count_roles(people))
        return 0
    return _apply(people, course, options.credentials)


def count_roles(people: list[Person]) -> str:
    """One line such as `people: 42 (admin 1, instructor 1, ta 2, student 38)`."""
    counts = Counter(person.role for person in people)
    return f"people: {len(people)} ({', '.join(f'{role} {counts[role]}' for role in ROLES)})"


def _apply(people: list[Person], course: str, credentials: Path) -> int:
    # Imported here, so that `check` works wherever there is a Python, without the hub's libraries.
    import requests

    from hub import accounts
    from hub.roster_apply import apply_roster
    from hub.roster_credentials import CredentialsFile
    from hub.roster_exchange import Exchange, ExchangeError
    from hub.roster_hub import Hub, HubError
    from hub.settings import load_settings

    settings = load_settings()
    # hub.accounts reads both; in the hub's container the hub is at hand without being told.
    api_url = os.environ.setdefault("JUPYTERHUB_API_URL", f"http://{settings.hub_host}:8081/hub/api")
    hub = Hub(api_url, settings.admin_token)
    exchange = Exchange(settings.exchange_url, settings.admin_token, course)
    try:
        outcome = apply_roster(people, course, hub, exchange, accounts, CredentialsFile(credentials))
    except (HubError, ExchangeError, OSError, requests.RequestException) as error:
        print(f"{error}\nThe roster is applied in part: repair this and run it again.", file=sys.stderr)
        return 1
    print(count_roles(people))
    if outcome.created:
        print(f"one-time passwords of new people are in {credentials}")
    for name in outcome.removed:
        print(f"no longer in the roster: {name} (files and grades are kept, log-in is closed)")
    summary = {"changed": outcome.changed, "created": len(outcome.created), "updated": len(outcome.updated)}
    print(json.dumps(summary | {"unchanged": len(outcome.unchanged), "removed": outcome.removed}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
