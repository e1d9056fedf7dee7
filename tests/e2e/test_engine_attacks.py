"""Somebody has taken over the hub or the grader and has nothing but its way to the engine: a container with that one volume.

Every attack goes to the classroom's real proxy and the real engine; the engine itself is asked what changed.
"""

import json
import subprocess

import docker
import pytest
from engine_bodies import changed, sandbox_body, student_body

pytestmark = [pytest.mark.e2e, pytest.mark.docker]

# Sends bytes as they are, so that no client library tidies a path up; prints the status of each answer.
SENDER = """
import http.client, json, socket, sys
for method, target, body, chunked in json.load(sys.stdin):
    connection = http.client.HTTPConnection("docker")
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.settimeout(60)
    connection.sock.connect("/run/engine/engine.sock")
    headers = {"Content-Type": "application/json"}
    data = json.dumps(body).encode() if body is not None else None
    connection._validate_path = lambda target: None
    try:
        connection.request(method, target, iter([data]) if chunked else data, headers, encode_chunked=chunked)
        answer = connection.getresponse()
        print(json.dumps([answer.status, answer.read(1000).decode(errors="replace")]))
    except (OSError, http.client.HTTPException) as error:
        print(json.dumps([0, repr(error)]))
"""


class Intruder:
    """A container of the hub's image with one client's socket and nothing else."""

    def __init__(self, classroom, client: str):
        self.container = classroom.engine.containers.run(
            classroom.container("engine").image.id, ["sleep", "600"], detach=True, network_mode="none", user="root",
            cap_drop=["ALL"], labels={"org.tinytorch.classroom": classroom.name, "org.tinytorch.role": "test"},
            volumes={f"{classroom.name}-engine-{client}": {"bind": "/run/engine", "mode": "ro"}},
        )  # fmt: skip

    def send(self, *requests) -> list[tuple[int, str]]:
        """The status and text of the answer to each (method, target, body or None, chunked or not)."""
        rows = [[*request, *(None, False)[len(request) - 2 :]] for request in requests]
        sent = subprocess.run(
            ["docker", "exec", "--interactive", self.container.id, "python", "-c", SENDER],
            input=json.dumps(rows), capture_output=True, text=True,
        )  # fmt: skip
        assert sent.returncode == 0, sent.stderr[-2000:]
        answers = [tuple(json.loads(line)) for line in sent.stdout.splitlines()]
        assert len(answers) == len(rows)
        return answers


@pytest.fixture(scope="module")
def intruders(classroom):
    both = {client: Intruder(classroom, client) for client in ("hub", "grader")}
    yield both
    for one in both.values():
        one.container.remove(force=True)


@pytest.fixture(scope="module")
def image(classroom):
    return next(
        variable.removeprefix("CLASSROOM_STUDENT_IMAGE=")
        for variable in classroom.container("engine").attrs["Config"]["Env"]
        if variable.startswith("CLASSROOM_STUDENT_IMAGE=")
    )


@pytest.fixture(scope="module")
def foreign(classroom, image):
    """A container of somebody else on the same host, which must be there afterwards as it was."""
    container = classroom.engine.containers.run(
        image, ["sleep", "600"], detach=True, network_mode="none", name=f"{classroom.name}-foreign",
        labels={"org.tinytorch.classroom": "another"},
    )  # fmt: skip
    yield container
    container.remove(force=True)


def creations(classroom, image, client):
    """Bodies of create calls that must be refused, by what they try."""
    room = classroom.name
    body = student_body(room, image, "mallory") if client == "hub" else sandbox_body(room, image)
    bind = {"Type": "bind", "Source": "/", "Target": "/host"}
    driver = {"Type": "volume", "Source": "mallory", "Target": "/host", "VolumeOptions": {
        "DriverConfig": {"Name": "local", "Options": {"type": "none", "o": "bind", "device": "/"}}}}  # fmt: skip
    return {
        "privileged": changed(body, "HostConfig.Privileged", True),
        "privileged in other capitals": changed(body, "HostConfig.pRIVILEGED", True),
        "a second host configuration": changed(body, "hostconfig", {"Privileged": True, "Binds": ["/:/host"]}),
        "root of the host": changed(body, "HostConfig.Binds", ["/:/host:rw"]),
        "root of the host as a mount": changed(body, "HostConfig.Mounts", [bind]),
        "root of the host as a volume": changed(body, "HostConfig.Mounts", [driver]),
        "the engine's socket": changed(body, "HostConfig.Binds", ["/var/run/docker.sock:/s"]),
        "another's home": changed(body, "HostConfig.Binds", [f"{room}-home-alice:/home/student:rw"]),
        "the hub's data": changed(body, "HostConfig.Binds", [f"{room}-hub-data:/home/student:rw"]),
        "the other client's socket": changed(body, "HostConfig.Binds", [f"{room}-engine-grader:/home/student:rw"]),
        "volumes of the hub": changed(body, "HostConfig.VolumesFrom", [f"{room}-hub"]),
        "network of the host": changed(body, "HostConfig.NetworkMode", "host"),
        "network of the services": changed(body, "HostConfig.NetworkMode", f"{room}-services"),
        "processes of the host": changed(body, "HostConfig.PidMode", "host"),
        "processes of the hub": changed(body, "HostConfig.PidMode", f"container:{room}-hub"),
        "another runtime": changed(body, "HostConfig.Runtime", "io.containerd.runc.v2"),
        "another control group": changed(body, "HostConfig.CgroupParent", "/docker-other"),
        "capabilities": changed(body, "HostConfig.CapAdd", ["SYS_ADMIN"]),
        "devices": changed(body, "HostConfig.Devices", [{"PathOnHost": "/dev/vda", "PathInContainer": "/dev/vda"}]),
        "no seccomp profile": changed(body, "HostConfig.SecurityOpt", ["no-new-privileges", "seccomp=unconfined"]),
        "no memory limit": changed(body, "HostConfig.Memory"),
        "another image": changed(body, "Image", image.replace("student", "staff")),
        "another classroom's label": changed(body, "Labels", {"org.tinytorch.classroom": "another"}),
    }


@pytest.mark.parametrize("client", ["hub", "grader"])
def test_no_container_but_the_clients_own_kind_can_be_made(classroom, intruders, image, client):
    attacks = creations(classroom, image, client)
    target = "/v1.41/containers/create" + (f"?name={classroom.name}-user-mallory" if client == "hub" else "")
    own = student_body(classroom.name, image, "mallory") if client == "hub" else sandbox_body(classroom.name, image)
    before = containers_of(classroom)
    for chunked in (False, True):
        answers = intruders[client].send(*(("POST", target, body, chunked) for body in attacks.values()))
        assert {name: status for name, (status, _) in zip(attacks, answers, strict=True)} == dict.fromkeys(attacks, 403)
    assert containers_of(classroom) == before
    # The same call without the attack is carried out: it was not refused for another reason.
    ((status, said),) = intruders[client].send(("POST", target, own))
    assert status == 201, said
    ((removed, said),) = intruders[client].send(("DELETE", f"/v1.41/containers/{json.loads(said)['Id']}?v=1&force=1"))
    assert removed == 204, said
    if client == "hub":
        classroom.engine.volumes.get(f"{classroom.name}-home-mallory").remove()


def containers_of(classroom) -> set[str]:
    """Ids of what the attacks would have made: with the classroom's label, or with the one that they give."""
    return {
        container.id
        for name in (classroom.name, "another")
        for container in classroom.engine.containers.list(
            all=True, ignore_removed=True, filters={"label": f"org.tinytorch.classroom={name}"})
    }  # fmt: skip


def statuses(calls, answers) -> dict[str, int]:
    """What was answered, by target."""
    return {target: status for (_, target, _), (status, _) in zip(calls, answers, strict=True)}


CALLS = [
    ("GET", "/v1.41/containers/{it}/json", None),
    ("POST", "/v1.41/containers/{it}/exec", {"Cmd": ["id"], "Privileged": True}),
    ("POST", "/v1.41/containers/{it}/start", {"HostConfig": {"Privileged": True}}),
    ("POST", "/v1.41/containers/{it}/stop", None),
    ("POST", "/v1.41/containers/{it}/kill", None),
    ("POST", "/v1.41/containers/{it}/attach?stream=1&stdin=1", None),
    ("POST", "/v1.41/containers/{it}/update", {"Memory": 0, "PidsLimit": -1}),
    ("POST", "/v1.41/containers/{it}/rename?name=mallory", None),
    ("DELETE", "/v1.41/containers/{it}?force=1&v=1", None),
    ("PUT", "/v1.41/containers/{it}/archive?path=/", {}),
    ("GET", "/v1.41/containers/{it}/archive?path=/etc", None),
    ("GET", "/v1.41/containers/{it}/logs?stdout=1", None),
    ("POST", "/v1.41/networks/{room}-services/connect", {"Container": "{it}"}),
]
ELSEWHERE = [
    ("POST", "/v1.41/build?remote=http://x", None),
    ("POST", "/v1.41/images/create?fromImage=debian", None),
    ("POST", "/v1.41/commit?container={room}-hub", None),
    ("POST", "/v1.41/volumes/create", {"Name": "m", "DriverOpts": {"type": "none", "o": "bind", "device": "/"}}),
    ("DELETE", "/v1.41/volumes/{room}-hub-data?force=1", None),
    ("POST", "/v1.41/plugins/pull?remote=x", []),
    ("GET", "/v1.41/containers/../info", None),
    ("GET", "/v1.41/containers/%2e%2e/info", None),
    ("GET", "/v1.41/containers/x%2f..%2f..%2finfo/json", None),
    ("GET", "//v1.41/info", None),
    ("GET", "/info", None),
    ("GET", "http://docker/info", None),
    ("GET", "/v1.41/images/tinytorch-staff:latest/json", None),
    ("POST", "/v1.41/containers/create?name={room}-hub", {}),
    ("OPTIONS", "*", None),
]


@pytest.mark.parametrize("client", ["hub", "grader"])
@pytest.mark.parametrize("it", ["{room}-hub", "{room}-engine", "{room}-grader", "{room}-foreign"])
def test_foreign_and_service_containers_are_out_of_reach(classroom, intruders, foreign, client, it):
    name = it.format(room=classroom.name)
    before = classroom.engine.containers.get(name)
    calls = [(method, target.format(it=name, room=classroom.name), body) for method, target, body in CALLS]
    assert statuses(calls, intruders[client].send(*calls)) == dict.fromkeys([target for _, target, _ in calls], 403)
    after = classroom.engine.containers.get(name)
    assert (after.id, after.name, after.status) == (before.id, before.name, "running")
    assert after.attrs["State"]["StartedAt"] == before.attrs["State"]["StartedAt"]
    assert after.attrs["HostConfig"] == before.attrs["HostConfig"]
    assert after.attrs["NetworkSettings"]["Networks"].keys() == before.attrs["NetworkSettings"]["Networks"].keys()


@pytest.mark.parametrize("client", ["hub", "grader"])
def test_the_rest_of_the_engine_is_out_of_reach(classroom, intruders, client):
    calls = [(method, target.format(room=classroom.name), body) for method, target, body in ELSEWHERE]
    assert statuses(calls, intruders[client].send(*calls)) == dict.fromkeys([target for _, target, _ in calls], 403)


def test_the_clients_cannot_reach_each_others_containers(classroom, intruders, image):
    engine = docker.APIClient(version="auto")
    server, sandbox = f"{classroom.name}-user-mallory", f"{classroom.name}-box"
    bodies = {server: student_body(classroom.name, image, "mallory"), sandbox: sandbox_body(classroom.name, image)}
    for name, body in bodies.items():
        engine.create_container_from_config(body, name)
    try:
        for client, it in (("hub", sandbox), ("grader", server)):
            answers = intruders[client].send(("GET", f"/containers/{it}/json"), ("DELETE", f"/containers/{it}?force=1"))
            assert [status for status, _ in answers] == [403, 403]
        ((status, found),) = intruders["grader"].send(("GET", "/v1.41/containers/json?all=1"))
        assert status == 200 and sandbox in found and server not in found and f"{classroom.name}-hub" not in found
    finally:
        for name in bodies:
            engine.remove_container(name, force=True, v=True)
        engine.remove_volume(f"{classroom.name}-home-mallory")


def test_a_body_without_end_is_cut_off(classroom, intruders):
    room = classroom.name
    ((status, _),) = intruders["hub"].send(("POST", f"/containers/create?name={room}-user-x", {"Cmd": ["x" * 1_000_000]}))
    assert status in (0, 400, 403, 413)
    ((status, _),) = intruders["hub"].send(("GET", "/_ping"))
    assert status == 200


def test_nobody_else_holds_the_engines_socket(classroom):
    holders = {
        container.name
        for container in classroom.engine.containers.list(filters={"label": f"org.tinytorch.classroom={classroom.name}"})
        if any("docker.sock" in mount["Source"] for mount in container.attrs["Mounts"])
    }
    assert holders == {f"{classroom.name}-engine"}
    engine = classroom.container("engine").attrs
    assert engine["HostConfig"]["NetworkMode"] == "none" and engine["HostConfig"]["ReadonlyRootfs"]
    assert engine["Config"]["User"] not in ("", "root", "0")
