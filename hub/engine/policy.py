"""What each client may ask of the engine. Deny by default: a list of calls, one shape of container, one kind of it to touch.

Pure: knows neither HTTP nor Docker; `gate` asks here before it asks the engine.
"""

import json
import re

from pydantic import ValidationError

from .containers import GRADER, LABEL, ROLE, sandbox, student_server
from .routes import Call, Refused


class Client:
    """One client of the engine: its `calls`, and how the containers look that are its own.

    Of classroom `name`, from `image`; `runtime` is Docker's for both kinds, empty for the engine's own.
    """

    calls: frozenset[str]

    def __init__(self, name: str, image: str, profile: str, runtime: str = ""):
        self.name, self.image = name, image
        self.shape = self.shape_of(name, image, profile, runtime)

    def check(self, call: Call) -> None:
        """Raise Refused unless this client may make the call at all."""
        if call.name not in self.calls:
            raise Refused(f"{call.name} is not for this client")
        if call.name == "image" and call.ref != self.image:
            raise Refused(f"the image {call.ref} is not this classroom's student image")

    def check_owner(self, container: dict) -> str:
        """The full id of an inspected container, if it is this client's own kind; raises Refused for any other."""
        labels = container["Config"]["Labels"] or {}
        if labels.get(LABEL) != self.name or not self.owns(container["Name"].removeprefix("/"), labels):
            raise Refused("this container is not the client's own")
        return container["Id"]

    def creation(self, call: Call, body: bytes) -> bytes:
        """The body of a create call written anew from its checked fields; raises Refused and names the field."""
        try:
            wanted = self.shape.model_validate_json(body)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])[:200]
            raise Refused(f"{where or 'the body'}: {first['msg'][:200]}") from None
        options = wanted.HostConfig.SecurityOpt
        if len({option.startswith("seccomp=") for option in options}) != 2:
            raise Refused("HostConfig.SecurityOpt: both no-new-privileges and the seccomp profile are needed")
        if wanted.HostConfig.MemorySwap != wanted.HostConfig.Memory:
            raise Refused("HostConfig.MemorySwap: must be the memory limit, which means no swap")
        self.check_creation(call.options.get("name"), wanted)
        return wanted.model_dump_json(exclude_unset=True).encode()


class Hub(Client):
    """Starts and stops the students' servers, each with the home of the student it is named after."""

    calls = frozenset({"ping", "version", "image", "create", "inspect", "start", "stop", "remove"})
    shape_of = staticmethod(student_server)

    def owns(self, container: str, labels: dict) -> bool:
        # Servers that an older version started have no role.
        return container.startswith(f"{self.name}-user-") and labels.get(ROLE, "student") == "student"

    def check_creation(self, container: str | None, wanted) -> None:
        named = re.fullmatch(f"{self.name}-user-([a-z0-9_.-]+)", container or "", re.ASCII)
        if not named:
            raise Refused(f"the name {container} is not a student's server of classroom {self.name}")
        if wanted.Labels != {LABEL: self.name, ROLE: "student"}:
            raise Refused("Labels: must say the classroom and the role student")
        homes = [f"{self.name}-home-{named[1]}:/home/student:rw", f"{self.name}-reference:/srv/tinytorch-reference:ro"]
        if sorted(wanted.HostConfig.Binds) != homes:
            raise Refused("HostConfig.Binds: must be this student's home and the reference, read-only")


class Grader(Client):
    """Starts sandboxes, speaks to them and removes them. They have no name of their own choice."""

    calls = frozenset({"ping", "version", "image", "create", "list", "inspect", "start", "attach", "remove"})
    shape_of = staticmethod(sandbox)

    def owns(self, container: str, labels: dict) -> bool:
        return labels.get(ROLE) == "sandbox"

    def check_creation(self, container: str | None, wanted) -> None:
        if container is not None:
            raise Refused("a sandbox takes the name that the engine gives it")
        if {LABEL: self.name, ROLE: "sandbox"}.items() - wanted.Labels.items():
            raise Refused("Labels: must say the classroom and the role sandbox")

    def filters(self, call: Call) -> dict[str, list[str]]:
        """The filters of a list call: those of the client, if they are by label, and always the classroom's sandboxes only."""
        try:
            given = json.loads(call.options.get("filters", "{}"))
        except (ValueError, RecursionError):
            given = None
        match given:
            case {"label": [str() as label]} if len(given) == 1 and label.startswith(f"{GRADER}="):
                wanted = [label]
            case {} if given == {}:
                wanted = []
            case _:
                raise Refused(f"the filters of a list may only be one label {GRADER}=...")
        return {"label": [f"{LABEL}={self.name}", f"{ROLE}=sandbox", *wanted]}
