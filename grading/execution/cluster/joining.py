"""Getting a Dask cluster ready for a batch: connect, give every worker its sandboxes, and see that all are alike.

Runs no job.
"""

from ...errors import GradingError

CONNECT_SECONDS = 15.0
WORKERS_SECONDS = 60.0  # how long a batch waits when no worker is there (any more)


def connect(address: str):
    """A client of the scheduler. Raises GradingError when none answers."""
    try:
        from distributed import Client
    except ImportError as error:
        raise GradingError(
            "grading on a cluster needs Dask distributed: pip install 'tinytorch-classroom[cluster]', or unset GRADING_CLUSTER."
        ) from error
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="grading")
    except (OSError, ValueError, TypeError, RuntimeError) as error:  # also: TLS settings that do not fit
        raise GradingError(
            f"no Dask scheduler answers at {address} ({error}): start one with `dask scheduler`, mend --cluster or "
            "GRADING_CLUSTER, or leave it empty to grade on this machine."
        ) from error


def wait_for_workers(client, address: str) -> None:
    """Return when there is a worker. Raises GradingError when none comes."""
    try:
        client.wait_for_workers(1, timeout=WORKERS_SECONDS)
    except TimeoutError as error:
        raise GradingError(
            f"the Dask scheduler at {address} has no worker: start one with `dask worker {address}` on a machine with the "
            "Docker Engine and the sandbox image."
        ) from error


def place_sandboxes(client, address: str, name: str, image: str, options: dict) -> dict:
    """Give all workers, also those to come, the sandboxes of batch `name`; what each of them must answer to `describe`."""
    from .sandboxes import Sandboxes, describe, program_digest

    try:
        client.register_plugin(Sandboxes(name, image, options), name=name)
    except Exception as error:
        raise GradingError(
            f"a Dask worker of {address} cannot hold sandboxes ({error}): install the grader's version there, with its "
            "extras `staff` and `cluster`."
        ) from error
    found = client.run(describe, name, on_error="return")
    found = {
        worker: answer if isinstance(answer, dict) else {"fault": repr(answer), "identity": None, "program": None}
        for worker, answer in found.items()
    }
    identity = next((answer["identity"] for answer in found.values() if answer["identity"]), None)
    wanted = {"fault": None, "identity": identity, "program": program_digest()}
    if any(answer != wanted for answer in found.values()):
        raise unusable(found, wanted)
    return wanted


def unusable(found: dict[str, dict], wanted: dict) -> GradingError:
    """Why these workers cannot grade alike, each with its fix."""
    reasons = []
    for worker, answer in sorted(found.items()):
        if answer["fault"]:
            reasons.append(f"{worker}: {answer['fault']}")
        elif answer["program"] != wanted["program"]:
            reasons.append(f"{worker}: its grader is of another version; install this one's there")
        elif answer["identity"] != wanted["identity"]:
            reasons.append(f"{worker}: its sandbox image is {answer['identity']}, another's is {wanted['identity']}")
    return GradingError(
        "these Dask workers cannot be used: " + "; ".join(reasons[:5]) + ". Every worker needs a Docker Engine, this "
        "grader's version, and the same image (docker save | docker load)."
    )
