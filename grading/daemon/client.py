"""Asks the grader daemon to do something and waits for the outcome."""

import json
import logging
import socket
from collections.abc import Callable

from ..settings import site_settings


def ask(
    action: str, assignment: str, student: str | None = None, *,
    rate: float | None = None, who: str | None = None, heard: Callable[[str], None] | None = None,
) -> dict:  # fmt: skip
    """{"success", "log", "error"} as nbgrader's API answers. Never raises: what is wrong is in `error`.

    `rate`: the share that `sample` chooses; `who` asks, which is told to whoever asks for the same while it waits; `heard` is
    given each line of the log as it comes.
    """
    path = str(site_settings().socket)
    request = {"action": action, "assignment": assignment, "student": student, "rate": rate, "who": who}
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(path)
            connection.sendall(json.dumps(request).encode() + b"\n")
            with connection.makefile() as answers:
                for line in answers:
                    message = json.loads(line)
                    if "success" in message:
                        return message
                    if heard:
                        heard(message["log"])
    except (ValueError, KeyError):
        pass  # it died in the middle of a line
    except OSError as error:
        logging.getLogger(__name__).warning("the grader does not answer at %s: %s", path, error)
        return {
            "success": False,
            "log": "",
            "error": "The grader does not answer: is its container running? Tell whoever operates the classroom.",
        }
    return {
        "success": False,
        "log": "",
        "error": "the grader ended before it was done; see its log. What it finished is kept.",
    }
