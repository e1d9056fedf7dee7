"""Which containers the hub and the grader may make: each row changes one field of what they really ask for."""

import json

import pytest
from engine_bodies import PROFILE, SECURITY, changed, encoded, sandbox_body, student_body

from hub.engine.policy import Grader, Hub
from hub.engine.routes import Refused, read_call

NAME, IMAGE = "room", "tinytorch-student:abc"
STUDENT, SANDBOX = student_body(NAME, IMAGE, "alice"), sandbox_body(NAME, IMAGE)
CREATE = {
    Hub: read_call("POST", f"/v1.41/containers/create?name={NAME}-user-alice"),
    Grader: read_call("POST", "/v1.41/containers/create"),
}
BODIES = {Hub: STUDENT, Grader: SANDBOX}


def creation(client, body: bytes, call=None) -> dict:
    return json.loads(client(NAME, IMAGE, PROFILE).creation(call or CREATE[client], body))


def mount(**fields) -> dict:
    return {"Type": "bind", "Source": "/", "Target": "/host"} | fields


# For both clients: the field, and what somebody who took over the client would put there.
ESCAPES = [
    ("HostConfig.Privileged", True),
    ("HostConfig.privileged", True),
    ("HostConfig.PRIVILEGED", True),
    ("HostConfig.Binds", ["/:/host:rw"]),
    ("HostConfig.binds", ["/:/host:rw"]),
    ("HostConfig.Binds", ["/var/run/docker.sock:/var/run/docker.sock"]),
    ("HostConfig.Binds", ["other-home-bob:/home/student:rw"]),
    ("HostConfig.Binds", [f"{NAME}-hub-data:/home/student:rw"]),
    ("HostConfig.Binds", [f"{NAME}-course:/home/student:rw"]),
    ("HostConfig.Mounts", [mount()]),
    ("HostConfig.Mounts", [mount(Type="volume", Source="x", VolumeOptions={"DriverConfig": {"Options": {"o": "bind"}}})]),
    ("HostConfig.VolumesFrom", [f"{NAME}-hub"]),
    ("HostConfig.VolumeDriver", "local"),
    ("HostConfig.CapAdd", ["SYS_ADMIN"]),
    ("HostConfig.CapAdd", ["ALL"]),
    ("HostConfig.CapAdd", ["CAP_SYS_PTRACE"]),
    ("HostConfig.CapDrop", []),
    ("HostConfig.Capabilities", ["ALL"]),
    ("HostConfig.Devices", [{"PathOnHost": "/dev/sda", "PathInContainer": "/dev/sda", "CgroupPermissions": "rwm"}]),
    ("HostConfig.DeviceRequests", [{"Count": -1}]),
    ("HostConfig.DeviceCgroupRules", ["a *:* rwm"]),
    ("HostConfig.NetworkMode", "host"),
    ("HostConfig.NetworkMode", f"{NAME}-services"),
    ("HostConfig.NetworkMode", f"container:{NAME}-hub"),
    ("HostConfig.NetworkMode", "other-students"),
    ("HostConfig.PidMode", "host"),
    ("HostConfig.PidMode", f"container:{NAME}-hub"),
    ("HostConfig.IpcMode", "host"),
    ("HostConfig.UTSMode", "host"),
    ("HostConfig.UsernsMode", "host"),
    ("HostConfig.CgroupnsMode", "host"),
    ("HostConfig.CgroupParent", "/"),
    ("HostConfig.Cgroup", "container:x"),
    ("HostConfig.Runtime", "io.containerd.runtime.v1.linux"),
    ("HostConfig.Isolation", "process"),
    ("HostConfig.OomScoreAdj", -1000),
    ("HostConfig.OomKillDisable", True),
    ("HostConfig.Sysctls", {"kernel.core_pattern": "|/evil"}),
    ("HostConfig.SecurityOpt", []),
    ("HostConfig.SecurityOpt", ["no-new-privileges:true"]),
    ("HostConfig.SecurityOpt", ["no-new-privileges:true", "no-new-privileges"]),
    ("HostConfig.SecurityOpt", ["no-new-privileges:true", "seccomp=unconfined"]),
    ("HostConfig.SecurityOpt", ["no-new-privileges:true", "seccomp={}"]),
    ("HostConfig.SecurityOpt", ["no-new-privileges:false", SECURITY[1]]),
    ("HostConfig.SecurityOpt", [*SECURITY, "apparmor=unconfined"]),
    ("HostConfig.SecurityOpt", [*SECURITY, "systempaths=unconfined"]),
    ("HostConfig.MaskedPaths", []),
    ("HostConfig.ReadonlyPaths", []),
    ("HostConfig.ReadonlyRootfs", False),
    ("HostConfig.Memory", 0),
    ("HostConfig.Memory", -1),
    ("HostConfig.Memory", "2G"),
    ("HostConfig.MemorySwap", -1),
    ("HostConfig.PidsLimit", 0),
    ("HostConfig.PidsLimit", None),
    ("HostConfig.CpuShares", 1024),
    ("HostConfig.CpuShares", 0),
    ("HostConfig.Tmpfs", {"/proc": "rw"}),
    ("HostConfig.Tmpfs", {"/tmp": "rw size=1m"}),
    ("HostConfig.LogConfig", {"Type": "syslog", "Config": {"syslog-address": "unix:///x"}}),
    ("HostConfig.RestartPolicy", {"Name": "always"}),
    ("HostConfig.AutoRemove", False),
    ("HostConfig.PublishAllPorts", True),
    ("HostConfig.PortBindings", {"8888/tcp": [{"HostPort": "80"}]}),
    ("HostConfig.Links", [f"{NAME}-hub:hub"]),
    ("HostConfig.ExtraHosts", ["room-hub:10.0.0.1"]),
    ("HostConfig.ContainerIDFile", "/etc/passwd"),
    ("hostconfig", {"Privileged": True}),
    ("HOSTCONFIG", {"Privileged": True}),
    ("NetworkingConfig", {"EndpointsConfig": {f"{NAME}-services": {}}}),
    ("Image", "debian:12"),
    ("Image", "tinytorch-staff:abc"),
    ("image", "debian:12"),
    ("Labels", {}),
    ("Labels", {"org.tinytorch.classroom": "other", "org.tinytorch.role": "student"}),
    ("Labels", {"org.tinytorch.classroom": "other", "org.tinytorch.role": "sandbox"}),
    ("Labels", {"org.tinytorch.classroom": NAME, "org.tinytorch.role": "service"}),
    ("Labels", {"org.tinytorch.classroom": NAME}),
    ("Entrypoint", ["/bin/sh"]),
    ("Healthcheck", {"Test": ["CMD", "true"]}),
    ("Volumes", {"/etc": {}}),
    ("MacAddress", "02:42:ac:11:00:02"),
    ("Shell", ["/bin/sh"]),
]


@pytest.mark.parametrize("client", [Hub, Grader])
@pytest.mark.parametrize(("path", "value"), ESCAPES)
def test_refused(client, path, value):
    with pytest.raises(Refused):
        creation(client, encoded(changed(BODIES[client], path, value)))


REQUIRED = [
    "Memory", "MemorySwap", "PidsLimit", "CpuShares", "CapDrop", "SecurityOpt", "ReadonlyRootfs", "NetworkMode", "LogConfig",
]  # fmt: skip


@pytest.mark.parametrize("client", [Hub, Grader])
@pytest.mark.parametrize("field", REQUIRED)
def test_a_limit_that_is_missing_is_refused(client, field):
    with pytest.raises(Refused, match=field):
        creation(client, encoded(changed(BODIES[client], f"HostConfig.{field}")))


@pytest.mark.parametrize(("client", "path", "value"), [
    (Hub, "User", "0:0"),
    (Hub, "HostConfig.Sysctls", {"kernel.sem": "1 1 1 1"}),
    (Hub, "HostConfig.Binds", [f"{NAME}-home-bob:/home/student:rw", f"{NAME}-reference:/srv/tinytorch-reference:ro"]),
    (Hub, "HostConfig.Binds", [f"{NAME}-home-alice:/home/student:rw", f"{NAME}-reference:/srv/tinytorch-reference:rw"]),
    (Hub, "HostConfig.Binds", [f"{NAME}-home-alice:/home/student:rw"] * 2),
    (Hub, "HostConfig.CpuQuota", -1),
    (Hub, "HostConfig.LogConfig", {"Type": "json-file", "Config": {}}),
    (Grader, "User", "1000"),
    (Grader, "HostConfig.NanoCpus", 0),
    (Grader, "HostConfig.CapAdd", ["CHOWN", "DAC_OVERRIDE"]),
    (Grader, "HostConfig.IpcMode", "shareable"),
])  # fmt: skip
def test_refused_for_this_client(client, path, value):
    with pytest.raises(Refused):
        creation(client, encoded(changed(BODIES[client], path, value)))


@pytest.mark.parametrize(("client", "path", "value"), [
    (Hub, "HostConfig.Memory", None),
    (Hub, "HostConfig.CpuQuota", 400000),
    (Hub, "HostConfig.CpuShares", 128),
    (Hub, "Env", []),
    (Hub, "Cmd", ["start-server", "--debug"]),
    (Hub, "HostConfig.SecurityOpt", list(reversed(SECURITY))),
    (Grader, "HostConfig.CapAdd", []),
    (Grader, "HostConfig.SecurityOpt", ["no-new-privileges", SECURITY[1]]),
    (Grader, "HostConfig.PidsLimit", 32),
    (Grader, "Labels", {"org.tinytorch.classroom": NAME, "org.tinytorch.role": "sandbox"}),
])  # fmt: skip
def test_allowed(client, path, value):
    body = BODIES[client]
    if path.endswith("Memory"):
        value = 4 << 30
        body = changed(body, "HostConfig.MemorySwap", value)
    body = changed(body, path, value)
    assert creation(client, encoded(body)) == body


@pytest.mark.parametrize("name", [
    None, f"{NAME}-hub", f"{NAME}-user-", f"{NAME}-engine", "other-user-alice", f"x{NAME}-user-alice", f"{NAME}-user-alice/",
    f"{NAME}-user-Alice", f"{NAME}-user-alice%0a",
])  # fmt: skip
def test_a_server_is_named_after_its_student_only(name):
    with pytest.raises(Refused):
        call = read_call("POST", "/containers/create" + (f"?name={name}" if name else ""))
        creation(Hub, encoded(STUDENT), call)


def test_a_sandbox_has_no_name():
    with pytest.raises(Refused, match="name"):
        creation(Grader, encoded(SANDBOX), CREATE[Hub])


@pytest.mark.parametrize("body", [
    b"", b"null", b"[]", b"{", b'"x"', b"\xff", b'{"Image": NaN}', b"[" * 100_000, encoded(STUDENT) + b"{}", b"1" * 5000,
    b'{"HostConfig": null}',
])  # fmt: skip
@pytest.mark.parametrize("client", [Hub, Grader])
def test_what_is_no_description_of_a_container_is_refused(client, body):
    with pytest.raises(Refused):
        creation(client, body)


def test_of_a_field_given_twice_the_engine_sees_what_was_checked():
    """Two readers may take different ones; only one is left when it is written anew."""
    body = encoded(STUDENT).replace(b'"AutoRemove": true', b'"Memory": 1, "AutoRemove": true, "Memory": 2147483648')
    written = Hub(NAME, IMAGE, PROFILE).creation(CREATE[Hub], body)
    assert written.count(b'"Memory"') == 1
    assert json.loads(written) == STUDENT
    evil = encoded(STUDENT).replace(b'"HostConfig"', b'"HostConfig": {"Privileged": true}, "HostConfig"', 1)
    assert b"Privileged" not in Hub(NAME, IMAGE, PROFILE).creation(CREATE[Hub], evil)


def test_the_refusal_names_the_field():
    with pytest.raises(Refused, match=r"HostConfig\.Privileged"):
        creation(Hub, encoded(changed(STUDENT, "HostConfig.Privileged", True)))


@pytest.mark.parametrize("client", [Hub, Grader])
def test_where_a_runtime_is_set_no_container_is_without_it(client):
    policy = client(NAME, IMAGE, PROFILE, "runsc")
    for body in (BODIES[client], changed(BODIES[client], "HostConfig.Runtime", "runc")):
        with pytest.raises(Refused, match=r"HostConfig\.Runtime"):
            policy.creation(CREATE[client], encoded(body))
    right = changed(BODIES[client], "HostConfig.Runtime", "runsc")
    assert json.loads(policy.creation(CREATE[client], encoded(right))) == right
