"""Waiting for the engine: after a restart of the machine the hub may be there before the proxy it speaks through."""

import os
import socket
import time

SECONDS = 60


def wait_for_engine(address: str = os.environ.get("DOCKER_HOST", ""), seconds: float = SECONDS) -> None:
    """Return once something listens at `address` (only unix://PATH is waited for). Raises SystemExit after `seconds`."""
    if not address.startswith("unix://"):
        return
    until = time.monotonic() + seconds
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as probe:
                return probe.connect(address.removeprefix("unix://"))
        except OSError as error:
            if time.monotonic() > until:
                raise SystemExit(f"The engine's proxy does not answer at {address} ({error}): is NAME-engine running?") from error
            time.sleep(0.2)
