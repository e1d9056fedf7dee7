"""What the hub and the grader ask the engine for when they make a container, as it goes over the wire, and changes of it."""

import copy
import json

from hub.engine.containers import SECCOMP_PROFILE

PROFILE = SECCOMP_PROFILE.read_text()
SECURITY = ["no-new-privileges:true", f"seccomp={PROFILE}"]


def student_body(name: str, image: str, person: str) -> dict:
    """The server of `person` in classroom `name`, as DockerSpawner describes it."""
    return {
        "ExposedPorts": {"8888/tcp": None}, "Tty": False, "OpenStdin": False, "StdinOnce": False, "AttachStdin": False,
        "AttachStdout": True, "AttachStderr": True, "Env": ["JUPYTERHUB_API_TOKEN=t"], "Cmd": ["start-server"],
        "Image": image, "Volumes": {"/home/student": {}, "/srv/tinytorch-reference": {}}, "NetworkDisabled": False,
        "HostConfig": {
            "Memory": 2 << 30, "MemorySwap": 2 << 30, "NetworkMode": f"{name}-students", "CapDrop": ["ALL"],
            "SecurityOpt": list(SECURITY), "ReadonlyRootfs": True, "CpuShares": 64,
            "Tmpfs": {"/tmp": "rw,exec,nosuid,nodev,size=512m,mode=1777"},
            "Binds": [f"{name}-home-{person}:/home/student:rw", f"{name}-reference:/srv/tinytorch-reference:ro"],
            "Links": [], "LogConfig": {"Type": "json-file", "Config": {"max-size": "5m", "max-file": "2"}},
            "CpuQuota": 100000, "CpuPeriod": 100000, "PidsLimit": 256, "AutoRemove": True, "Init": True, "Mounts": [],
        },
        "Labels": {"org.tinytorch.classroom": name, "org.tinytorch.role": "student"},
    }  # fmt: skip


def sandbox_body(name: str, image: str) -> dict:
    """A sandbox of classroom `name`'s grader."""
    return {
        "User": "0:0", "Tty": False, "OpenStdin": True, "StdinOnce": True, "AttachStdin": True, "AttachStdout": True,
        "AttachStderr": True, "Env": ["LANG=C.UTF-8"], "Cmd": ["python3", "-I", "-c", "input()"], "Image": image,
        "NetworkDisabled": False, "Entrypoint": [], "WorkingDir": "/sandbox",
        "HostConfig": {
            "Memory": 1 << 30, "MemorySwap": 1 << 30, "IpcMode": "none", "ReadonlyRootfs": True, "NetworkMode": "none",
            "CapAdd": ["SETUID", "SETGID", "KILL", "CHOWN"], "CapDrop": ["ALL"], "SecurityOpt": list(SECURITY),
            "CpuShares": 512, "Sysctls": {"kernel.sem": "32000 32000 32 0"}, "LogConfig": {"Type": "none", "Config": {}},
            "Tmpfs": {"/sandbox": "rw,nosuid,nodev,size=256m,nr_inodes=20000,mode=0711"}, "PidsLimit": 160,
            "AutoRemove": True, "NanoCpus": 10**9,
        },
        "Labels": {"org.tinytorch.classroom": name, "org.tinytorch.role": "sandbox", "org.tinytorch.grader": "lock"},
    }  # fmt: skip


def changed(body: dict, path: str, *value) -> dict:
    """A copy of `body` with the field at `path` (dots between the names) set to the value, or without it if none is given."""
    body = copy.deepcopy(body)
    *parents, last = path.split(".")
    place = body
    for parent in parents:
        place = place[parent]
    if value:
        place[last] = value[0]
    else:
        del place[last]
    return body


def encoded(body: dict) -> bytes:
    return json.dumps(body).encode()
