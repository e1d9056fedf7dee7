"""The sandbox image of the tests, and what sandboxes of a label are left on the Docker Engine."""

import os
import time

IMAGE = (
    os.environ.get("GRADING_SANDBOX_IMAGE")
    or f"tinytorch-student:{os.environ.get('TINYTORCH_TAG', 'latest')}"
)


def containers(label: str) -> list:
    import docker

    return docker.from_env().containers.list(
        all=True, ignore_removed=True, filters={"label": f"org.tinytorch.classroom={label}"}
    )


def remove_containers(label: str) -> list[str]:
    """Remove what is left after a moment's grace; the names of what was."""
    for _ in range(50):
        if not containers(label):
            return []
        time.sleep(0.1)
    left = containers(label)
    for container in left:
        container.remove(force=True)
    return [container.name for container in left]
