"""A container for each student: what it is called, what it may use, and what it must not reach.

DockerSpawner adds no hardening of its own; all of it is here. The home is a named volume that outlives the container.
"""

from hub.engine.containers import LABEL, ROLE, SECCOMP_PROFILE
from hub.engine.waiting import wait_for_engine
from hub.servers.queued_spawner import QUEUE_SECONDS, QueuedSpawner
from hub.settings import Settings

# A notebook server writes little to its log; a loop that prints must not fill the host's disk.
LOG_LIMIT = {"type": "json-file", "config": {"max-size": "5m", "max-file": "2"}}

# The root is read-only; the rest of what programs expect to write to is memory, and counts as the student's.
TMPFS = {
    "/tmp": "rw,exec,nosuid,nodev,size=512m,mode=1777",
    "/var/tmp": "rw,noexec,nosuid,nodev,size=64m,mode=1777",
}


def configure(c, settings: Settings) -> None:
    """Set the spawner class, the container's limits and its environment."""
    # A hub that cannot ask about a server believes that it has stopped.
    wait_for_engine()
    c.JupyterHub.spawner_class = QueuedSpawner
    # The hub's own limit refuses; the spawner's queue takes its place.
    c.JupyterHub.concurrent_spawn_limit = 0

    c.QueuedSpawner.starts_at_once = settings.spawn_limit
    c.QueuedSpawner.answer_timeout = settings.start_timeout

    spawner = c.DockerSpawner
    spawner.image = settings.student_image
    spawner.pull_policy = "never"
    spawner.prefix = f"{settings.name}-user"
    spawner.name_template = "{prefix}-{username}"
    spawner.network_name = f"{settings.name}-students"
    spawner.use_internal_ip = True
    # Through the proxy, as every browser: the hub itself listens to the proxy alone.
    spawner.hub_connect_url = settings.inner_url
    spawner.remove = True
    spawner.start_timeout = QUEUE_SECONDS + settings.start_timeout
    spawner.http_timeout = 60
    spawner.default_url = "/course"
    spawner.notebook_dir = "/home/student"
    # A start-up file in the home could open the server to other users of the same domain.
    spawner.disable_user_config = True

    spawner.volumes = {
        f"{settings.name}-home-{{username}}": "/home/student",
        f"{settings.name}-reference": {"bind": "/srv/tinytorch-reference", "mode": "ro"},
    }
    spawner.environment = {
        "NGSHARE_URL": settings.exchange_url,
        "NGSHARE_UPLOAD_LIMIT_MIB": str(settings.upload_limit_mib),
        "COURSE_ID": settings.course,
    }
    spawner.mem_limit = settings.memory_limit
    spawner.cpu_limit = settings.cpu_limit
    spawner.extra_create_kwargs = {"labels": {LABEL: settings.name, ROLE: "student"}}
    spawner.extra_host_config = {
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true", f"seccomp={SECCOMP_PROFILE.read_text()}"],
        "read_only": True,
        "tmpfs": TMPFS,
        "cpu_shares": settings.cpu_shares,
        "pids_limit": settings.pids_limit,
        # Equal to the memory limit: no swap, so a student who runs out of memory is stopped, not the whole host slowed.
        "memswap_limit": settings.memory_limit,
        "init": True,
        "log_config": LOG_LIMIT,
        **({"runtime": settings.runtime} if settings.runtime else {}),
    }
