"""How a sandbox container is made: without network, read-only, nearly without rights, bounded in everything.

Knows Docker only; what runs inside and how it is spoken to is `connection`'s.
"""

import os
from pathlib import Path

from notebooks.running.environment import ENVIRONMENT as CELLS

from ...errors import GradingError
from .orphans import LABEL

# The seccomp profile for everything that runs a student's code: students' servers have it too.
SECCOMP_PROFILE = Path(__file__).parent / "seccomp.json"
# Docker's own weight is 1024. Grading gives way to the services; a sandbox counts as much as a student's server.
CPU_SHARES = 256

# Reads one line with the program from stdin and runs it; the rest of stdin are submissions.
BOOT = """
import json, sys, types
stdin = sys.stdin.buffer
boot = json.loads(stdin.readline())
boot["names"] = list(boot["modules"])
for name, text in boot.pop("modules").items():
    sys.modules[name] = types.ModuleType(name)
    exec(compile(text, name, "exec"), sys.modules[name].__dict__)
sys.modules["supervisor"].main(boot, stdin)
"""

# System V shared memory, semaphores and message queues outlive their process and belong to no directory: one
# submission could leave them for the next. Nothing can be made of them where there may be none.
NO_IPC = {
    "kernel.shmmni": "0",
    "kernel.msgmni": "0",
    "kernel.sem": "32000 32000 32 0",
    "fs.mqueue.queues_max": "0",
}

# Inodes are kernel memory: a million empty files fill the machine, not the tmpfs.
TMPFS = {
    "/sandbox": "rw,nosuid,nodev,size=256m,nr_inodes=20000,mode=0711",
    "/tmp": "rw,nosuid,nodev,noexec,size=64m,nr_inodes=5000,mode=1777",
    "/dev/shm": "rw,nosuid,nodev,noexec,size=64m,nr_inodes=5000,mode=1777",
}

ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    **CELLS,
    "LANG": "C.UTF-8",
    "IPYTHONDIR": "/sandbox/.ipython",
    "PYTHONDONTWRITEBYTECODE": "1",
    "NBGRADER_EXECUTION": "autograde",
}


def connect(image: str):
    """A Docker client and the image's id, or an error that says what is missing."""
    import docker
    from docker.errors import DockerException, ImageNotFound

    try:
        client = docker.from_env(timeout=120)
        client.ping()
    except DockerException as error:
        where = os.environ.get("DOCKER_HOST", "/var/run/docker.sock")
        raise GradingError(
            f"Docker does not answer at {where}: start the Docker Engine, give this user access to "
            "its socket, or set DOCKER_HOST."
        ) from error
    try:
        return client, client.images.get(image).id
    except ImageNotFound as error:
        raise GradingError(
            f"The sandbox image {image} does not exist on this Docker Engine: build it, or name "
            "another with --image or GRADING_SANDBOX_IMAGE."
        ) from error


def create(client, image: str, *, memory_mb: int, label: str, owner: str = "", runtime: str = ""):
    """A container from `image`, created and not yet started, as docker's Container.

    `client` is docker's DockerClient; `memory_mb` (2**20 bytes) is what a submission may take, beside 256 MB for the program
    around it. An operator finds what a crash left behind by `label`, the next run of the same assignment by `owner`. `runtime` is
    Docker's, empty for the engine's own.
    Raises docker.errors.DockerException, as APIError when the engine refuses.
    """
    from docker.types import LogConfig

    return client.containers.create(
        image,
        ["python3", "-I", "-c", BOOT],
        entrypoint=[],
        user="0:0",
        working_dir="/sandbox",
        detach=False,
        stdin_open=True,
        network_mode="none",
        read_only=True,
        cap_drop=["ALL"],
        cap_add=["SETUID", "SETGID", "KILL", "CHOWN"],
        security_opt=["no-new-privileges", f"seccomp={SECCOMP_PROFILE.read_text()}"],
        ipc_mode="none",  # a namespace of its own, and no /dev/shm but the one below
        sysctls=NO_IPC,
        tmpfs=TMPFS,
        mem_limit=f"{memory_mb + 256}m",
        memswap_limit=f"{memory_mb + 256}m",
        pids_limit=160,
        nano_cpus=10**9,
        cpu_shares=CPU_SHARES,
        runtime=runtime or None,
        auto_remove=True,
        log_config=LogConfig(type="none"),
        environment=ENVIRONMENT,
        labels={"org.tinytorch.classroom": label, "org.tinytorch.role": "sandbox", LABEL: owner},
    )
