"""What `tito` says, for a page: times in the reader's zone, and a button in the place of the command that it stands for."""

import re

from tito.times import SHOWN, meant

# The commands that the course page has buttons for, each with the words on it. Feedback and start lead on to a page.
ACTIONS = {
    "start": "Start",
    "test": "Test",
    "complete": "Test and complete",
    "submit": "Submit",
    "feedback": "Get feedback",
    "repair": "Repair",
}

# The next step ends a sentence: "Make it yours: tito module complete 01".
_COMMAND = re.compile(r"(?<=: )tito (?:module )?([a-z]+)(?: (\d\d))?.*$")


def sentences(lines: list[str]) -> list[list[dict]]:
    """Each line as its pieces: {"text"}, {"text", "time"} with the time in ISO 8601, {"text", "action", "module"} for a command.

    The action of a command that is no module's is empty; `words` are those on the course page's button, if it has one.
    """
    return [_pieces(line) for line in lines]


def _pieces(line: str) -> list[dict]:
    command = _COMMAND.search(line)
    found, end = [], 0
    for match in SHOWN.finditer(line):
        if at := meant(match):
            found += [{"text": line[end:match.start()]}, {"text": match[0], "time": at.isoformat()}]
            end = match.end()
    if command and command.start() >= end:
        found.append({"text": line[end:command.start()]})
        action = command[1] if command[2] else ""
        words = f"{ACTIONS[action]} Module {command[2]}" if action in ACTIONS else ""
        found.append({"text": command[0], "action": action, "module": command[2] or "", "words": words})
        return found
    return [*found, {"text": line[end:]}] if line[end:] or not found else found
