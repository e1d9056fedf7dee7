"""What a student's server and a sandbox may be made of: every field a new container may have, with the values allowed in it.

The engine reads field names without regard to capitals; here only the exact name is known, and what is not known is refused.
Everything that is not named (Privileged, Devices, Mounts, PidMode, CgroupParent, ...) can therefore not be set.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

LABEL = "org.tinytorch.classroom"
ROLE = "org.tinytorch.role"
GRADER = "org.tinytorch.grader"
# One seccomp profile for everything that runs a student's code; the sandboxes' room keeps it.
SECCOMP_PROFILE = Path(__file__).parents[2] / "grading" / "execution" / "sandbox" / "seccomp.json"

Positive = Annotated[int, Field(gt=0)]
# Below the services', whose weight is at least Docker's 1024: the hub answers even when every student computes.
Weight = Annotated[int, Field(ge=2, le=1023)]
MountOptions = Annotated[str, Field(pattern=r"^[a-z0-9_=,]+$")]
Nothing = Annotated[list[str] | dict[str, str], Field(max_length=0)]
Numbers = Annotated[str, Field(pattern=r"^[0-9 ]+$")]


class Schema(BaseModel):
    """Unknown fields and other types are refused; only fields that were given are written again."""

    model_config = ConfigDict(extra="forbid", strict=True)


def secure_options(profile: str) -> type:
    """Both options that every container must have, in the spellings Docker takes for the same thing."""
    return Annotated[
        list[Literal["no-new-privileges", "no-new-privileges:true", f"seccomp={profile}"]],
        Field(min_length=2, max_length=2),
    ]


class Common(Schema):
    """What both kinds of container need."""

    Cmd: list[str]
    Env: list[str]
    Tty: Literal[False] = False
    AttachStdin: bool = False
    AttachStdout: bool = False
    AttachStderr: bool = False
    OpenStdin: bool = False
    StdinOnce: bool = False
    NetworkDisabled: Literal[False] = False


def limits(profile: str, runtime: str) -> type[Schema]:
    """The part of HostConfig that bounds a container, whichever it is; its `runtime` too, where one is set."""

    class Limits(Schema):
        Memory: Positive
        MemorySwap: Positive
        PidsLimit: Positive
        CpuShares: Weight
        CapDrop: Annotated[list[Literal["ALL"]], Field(min_length=1)]
        SecurityOpt: secure_options(profile)
        ReadonlyRootfs: Literal[True]
        AutoRemove: Literal[True]
        Init: bool = False

    class RunBy(Limits):
        Runtime: Literal[runtime]

    return RunBy if runtime else Limits


def student_server(name: str, image: str, profile: str, runtime: str) -> type[Schema]:
    """The shape of a student's server in classroom `name`. Which home it mounts, `policy` compares with the container's name."""

    class CappedLog(Schema):
        Type: Literal["json-file"]
        Config: Annotated[dict[Literal["max-size", "max-file"], str], Field(min_length=2)]

    class Host(limits(profile, runtime)):
        CpuQuota: Positive
        CpuPeriod: Positive
        NetworkMode: Literal[f"{name}-students"]
        Binds: list[str]
        Tmpfs: dict[Literal["/tmp", "/var/tmp"], MountOptions]
        LogConfig: CappedLog
        Links: Nothing = []
        Mounts: Nothing = []

    class Server(Common):
        Image: Literal[image]
        ExposedPorts: dict[Literal["8888/tcp"], None] = {}
        Volumes: dict[Literal["/home/student", "/srv/tinytorch-reference"], Schema] = {}
        Labels: dict[Literal[LABEL, ROLE], Literal[name, "student"]]
        HostConfig: Host

    return Server


def sandbox(name: str, image: str, profile: str, runtime: str) -> type[Schema]:
    """The shape of a sandbox that grades for classroom `name`: no network, no volume."""

    class NoLog(Schema):
        Type: Literal["none"]
        Config: Nothing = {}

    class Host(limits(profile, runtime)):
        NanoCpus: Positive
        NetworkMode: Literal["none"]
        IpcMode: Literal["none"]
        CapAdd: list[Literal["SETUID", "SETGID", "KILL", "CHOWN"]] = []
        Sysctls: dict[Literal["kernel.shmmni", "kernel.msgmni", "kernel.sem", "fs.mqueue.queues_max"], Numbers]
        Tmpfs: dict[Literal["/sandbox", "/tmp", "/dev/shm"], MountOptions]
        LogConfig: NoLog

    class Sandbox(Common):
        Image: Literal[image]
        User: Literal["0:0"]
        Entrypoint: Nothing = []
        WorkingDir: Literal["/sandbox"]
        Labels: dict[Literal[LABEL, ROLE, GRADER], str]
        HostConfig: Host

    return Sandbox
