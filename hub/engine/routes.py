"""Which call of the engine's API a request is: its name, the thing it names and its options, or a refusal.

Only the plain form of a path is known. Anything that another reader could take for something else (an encoded letter, a double
slash, a path that climbs, an option twice) is no call at all.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl

VERSION = r"(?P<version>/v1\.(?:[4-9][0-9]|[1-9][0-9]{2}))?"
CONTAINER = r"/containers/(?P<ref>[A-Za-z0-9][A-Za-z0-9_.-]{0,254})"
IMAGE = r"/images/(?P<ref>[a-z0-9][A-Za-z0-9_.:/-]{0,254})"
YES_OR_NO = "[Tt]rue|[Ff]alse|[01]"
NO = "[Ff]alse|0"
STREAMS = dict.fromkeys(("stdin", "stdout", "stderr", "stream", "logs"), YES_OR_NO)

# Name, method, path, and for each option the values it may have. All else of the API (exec, build, pull, commit, archive, update,
# rename, volumes, networks, swarm, plugins, events, ...) does not exist here.
ROUTES = [
    ("ping", "GET", "/_ping", {}),
    ("version", "GET", "/version", {}),
    ("image", "GET", f"{IMAGE}/json", {}),
    ("create", "POST", "/containers/create", {"name": "[A-Za-z0-9][A-Za-z0-9_.-]{0,254}"}),
    ("list", "GET", "/containers/json",
     {"all": YES_OR_NO, "limit": "-1", "size": NO, "trunc_cmd": NO, "filters": "(?s:.{1,2000})"}),
    ("inspect", "GET", f"{CONTAINER}/json", {}),
    ("start", "POST", f"{CONTAINER}/start", {}),
    ("stop", "POST", f"{CONTAINER}/stop", {"t": "[0-9]{1,3}"}),
    ("attach", "POST", f"{CONTAINER}/attach", STREAMS),
    ("remove", "DELETE", CONTAINER, {"v": YES_OR_NO, "force": YES_OR_NO, "link": NO}),
]


class Refused(Exception):
    """The client may not do this; the text says what, for the client and the log."""


class Call(NamedTuple):
    """A request that the API knows. `version` is a path prefix ("/v1.41" or ""), `ref` what the client calls the thing."""

    name: str
    method: str
    version: str
    ref: str
    options: dict[str, str]


def read_call(method: str, target: str) -> Call:
    """Read the method and target of a request line; raises Refused for whatever is not in ROUTES."""
    path, _, query = target.partition("?")
    for name, its_method, pattern, options in ROUTES:
        found = re.fullmatch(VERSION + pattern, path, re.ASCII)
        if found and method == its_method:
            ref = found.groupdict().get("ref") or ""
            return Call(name, method, found["version"] or "", ref, _options(query, options))
    raise Refused(f"{method} {path[:200]} is not among the calls that are passed on")


def _options(query: str, known: dict[str, str]) -> dict[str, str]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query), max_num_fields=20, errors="strict")
    except ValueError as error:
        raise Refused("the options after the question mark cannot be read") from error
    given = dict(pairs)
    if len(given) != len(pairs):
        raise Refused("an option is there twice")
    for name, value in pairs:
        if name not in known or not re.fullmatch(known[name], value, re.ASCII):
            raise Refused(f"the option {name[:50]}={value[:50]} is not passed on")
    return given
