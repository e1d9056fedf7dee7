"""The roster's commands: `python -m hub.roster check FILE`, `apply FILE` and `renew USERNAME`; FILE `-` is standard input.

`check` reports every problem and changes nothing. `apply` and `renew` run in the hub's container; the last line of `apply` is
JSON, so that a playbook can tell whether anything changed. `renew` prints a new one-time password for somebody who forgot theirs.
"""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path

from hub.roster.file import RosterError, read_roster
from hub.roster.person import ROLES, Person


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 the hub or the exchange failed, 2 the roster has problems or takes out too many."""
    parser = argparse.ArgumentParser(prog="python -m hub.roster", description="Check or apply the roster.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, summary in (
        ("check", "report problems, change nothing"),
        ("apply", "make the classroom match the file"),
    ):
        command = commands.add_parser(name, help=summary)
        command.add_argument("file", type=Path)
        command.add_argument("--called", metavar="NAME", help="what messages call the file")
    command.add_argument("--remove", action="store_true", help="close log-ins even if the roster takes out many people")
    commands.add_parser("renew", help="print a new one-time password").add_argument("username")
    options = parser.parse_args(arguments)
    if options.command == "renew":
        return _renew(options.username)
    course = os.environ.get("CLASSROOM_COURSE") or "tinytorch"
    reserved = {course, "ngshare", "classroom-admin", "idle-culler"}
    streamed = options.file == Path("-")
    called = options.called or ("standard input" if streamed else str(options.file))
    try:
        people = read_roster(Path("/dev/stdin") if streamed else options.file, reserved, called)
    except RosterError as error:
        print(error, file=sys.stderr)
        print(f"problems: {len(error.problems)}. Nothing was changed.", file=sys.stderr)
        return 2
    if options.command == "check":
        print(count_roles(people))
        return 0
    return _apply(people, course, called, options.remove)


def count_roles(people: list[Person]) -> str:
    """One line such as `people: 42 (admin 1, instructor 1, ta 2, student 38)`."""
    counts = Counter(person.role for person in people)
    return f"people: {len(people)} ({', '.join(f'{role} {counts[role]}' for role in ROLES)})"


def _apply(people: list[Person], course: str, called: str, remove: bool) -> int:
    # Imported here, so that `check` works wherever there is a Python, without the hub's libraries.
    import requests

    from hub.roster import accounts
    from hub.roster.apply import TooManyRemovals, apply_roster
    from hub.roster.exchange import Exchange, ExchangeError
    from hub.roster.hub import Hub, HubError
    from hub.settings import load_settings

    settings = load_settings()
    hub = Hub(settings.api_url, settings.admin_token.get_secret_value())
    exchange = Exchange(settings.exchange_url, settings.admin_token.get_secret_value(), course)
    try:
        outcome = apply_roster(people, course, hub, exchange, accounts, remove=remove)
    except TooManyRemovals as error:
        print(f"{called}: {error} Nothing was changed.", file=sys.stderr)
        return 2
    except (HubError, ExchangeError, accounts.AccountsError, requests.RequestException) as error:
        print(f"{error}\nThe roster is applied in part: repair this and run it again.", file=sys.stderr)
        return 1
    print(count_roles(people))
    for what, names in (("added", outcome.created), ("changed", outcome.updated), ("removed", outcome.removed)):
        if names:
            print(f"{what}: {', '.join(names)}")
    if outcome.created:
        print(f"one-time passwords of those added are in {settings.credentials_file}")
    if outcome.removed:
        print("Of those removed, files and grades are kept; log-in is closed, the server is stopped.")
    summary = {"changed": outcome.changed, "created": len(outcome.created), "updated": len(outcome.updated)}
    print(json.dumps(summary | {"unchanged": len(outcome.unchanged), "removed": outcome.removed}))
    return 0


def _renew(username: str) -> int:
    import requests

    from hub.roster.accounts import AccountsError, UnknownAccount, renew_password

    try:
        print(renew_password(username.lower()))
    except UnknownAccount as error:
        print(error, file=sys.stderr)
        return 2
    except (AccountsError, requests.RequestException) as error:
        print(f"The hub did not answer: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
