"""At which origin (scheme, host, port) a browser finds what: the hub with its services, and students' servers.

A page may do at its own origin what its reader may do there; so the pages of students' servers should have another than the hub.
"""

import hashlib
import re


def student_origin(students_url: str, name: str, hub_url: str = "") -> str:
    """Where the server of `name` is: "" for the hub's own origin; a `*` in `students_url` stands for the name.

    A name that is no DNS label, or would be the hub's own origin, becomes one, with a mark that keeps it apart from others.
    """
    label = name
    is_hubs = "*" in students_url and students_url.rstrip("/").replace("*", name) == hub_url.rstrip("/")
    if is_hubs or not re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", name) or "--" in name:
        mark = hashlib.sha256(name.encode()).hexdigest()[:8]
        label = f"{re.sub('[^a-z0-9]+', '-', name.lower())[:30].strip('-')}--{mark}"
    return students_url.rstrip("/").replace("*", label)
