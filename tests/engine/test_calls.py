"""Which calls of the engine's API are passed on, for whom, and on which containers."""

import pytest
from engine_bodies import PROFILE

from hub.engine.policy import Grader, Hub
from hub.engine.routes import Refused, read_call

NAME, IMAGE = "room", "tinytorch-student:abc"
HUB, GRADER = Hub(NAME, IMAGE, PROFILE), Grader(NAME, IMAGE, PROFILE)


@pytest.mark.parametrize(("method", "target", "name"), [
    ("GET", "/_ping", "ping"),
    ("GET", "/v1.41/_ping", "ping"),
    ("GET", "/version", "version"),
    ("GET", f"/v1.41/images/{IMAGE}/json", "image"),
    ("POST", "/v1.41/containers/create?name=room-user-a_2db", "create"),
    ("GET", "/v1.41/containers/room-user-alice/json", "inspect"),
    ("POST", "/v1.45/containers/0123abcd/start", "start"),
    ("POST", "/v1.41/containers/0123abcd/stop?t=10", "stop"),
    ("POST", "/v1.41/containers/0123abcd/attach?stdin=1&stdout=1&stderr=1&stream=1", "attach"),
    ("DELETE", "/v1.41/containers/0123abcd?v=True&link=False&force=False", "remove"),
    ("GET", "/v1.41/containers/json?limit=-1&all=1&size=0&trunc_cmd=0&filters=%7B%7D", "list"),
])  # fmt: skip
def test_known_calls(method, target, name):
    assert read_call(method, target).name == name


@pytest.mark.parametrize(("method", "target"), [
    # The engine's other calls
    ("POST", "/v1.41/containers/x/exec"),
    ("POST", "/v1.41/exec/x/start"),
    ("POST", "/v1.41/containers/x/update"),
    ("POST", "/v1.41/containers/x/rename?name=room-hub"),
    ("POST", "/v1.41/containers/x/kill"),
    ("POST", "/v1.41/containers/x/restart"),
    ("POST", "/v1.41/containers/x/pause"),
    ("PUT", "/v1.41/containers/x/archive?path=/"),
    ("GET", "/v1.41/containers/x/archive?path=/"),
    ("GET", "/v1.41/containers/x/export"),
    ("GET", "/v1.41/containers/x/logs?stdout=1"),
    ("GET", "/v1.41/containers/x/attach/ws"),
    ("POST", "/v1.41/containers/prune"),
    ("POST", "/v1.41/build"),
    ("POST", "/v1.41/commit?container=x"),
    ("POST", "/v1.41/images/create?fromImage=debian"),
    ("POST", "/v1.41/images/load"),
    ("DELETE", f"/v1.41/images/{IMAGE}"),
    ("GET", "/v1.41/images/json"),
    ("GET", "/v1.41/volumes"),
    ("POST", "/v1.41/volumes/create"),
    ("DELETE", "/v1.41/volumes/room-home-alice"),
    ("POST", "/v1.41/networks/create"),
    ("POST", "/v1.41/networks/room-services/connect"),
    ("POST", "/v1.41/swarm/init"),
    ("POST", "/v1.41/services/create"),
    ("POST", "/v1.41/plugins/pull?remote=x"),
    ("GET", "/v1.41/secrets"),
    ("GET", "/v1.41/events"),
    ("GET", "/v1.41/info"),
    ("POST", "/v1.41/session"),
    ("POST", "/v1.41/auth"),
    # Other ways to write a known one
    ("GET", "/v1.41/containers/../info"),
    ("GET", "/v1.41/containers/x/../../info"),
    ("GET", "/v1.41//containers/x/json"),
    ("GET", "//v1.41/containers/x/json"),
    ("GET", "/v1.41/containers/x/json/"),
    ("GET", "/v1.41/containers/x%2f..%2fy/json"),
    ("GET", "/v1.41/containers/%2e%2e/json"),
    ("GET", "/v1.41/containers/../json"),
    ("GET", "/v1.41/Containers/x/json"),
    ("GET", "/v1.41/containers/x/json\n"),
    ("GET", "/v1.41/containers/\u0661/json"),
    ("GET", "http://docker/v1.41/containers/x/json"),
    ("GET", "/v1.41;a=b/containers/x/json"),
    ("HEAD", "/v1.41/containers/x/json"),
    ("get", "/v1.41/containers/x/json"),
    # Old versions of the API mean other things: /v1.23 takes a host configuration when a container starts.
    ("POST", "/v1.23/containers/x/start"),
    ("POST", "/v2.41/containers/x/start"),
    # Options
    ("POST", "/v1.41/containers/create?name=a&name=b"),
    ("POST", "/v1.41/containers/create?platform=linux"),
    ("POST", "/v1.41/containers/create?name=a;b=c"),
    ("POST", "/v1.41/containers/create?name=%ff"),
    ("POST", "/v1.41/containers/x/start?checkpoint=c&checkpoint-dir=/"),
    ("POST", "/v1.41/containers/x/start?detachKeys=a"),
    ("POST", "/v1.41/containers/x/stop?t=-1"),
    ("POST", "/v1.41/containers/x/stop?signal=SIGHUP"),
    ("DELETE", "/v1.41/containers/x?link=1"),
])  # fmt: skip
def test_no_other_call_exists(method, target):
    with pytest.raises(Refused):
        read_call(method, target)


CONTAINERS = [
    ("room-user-alice", {"org.tinytorch.classroom": "room", "org.tinytorch.role": "student"}, HUB),
    # As a version without roles started it.
    ("room-user-alice", {"org.tinytorch.classroom": "room"}, HUB),
    ("brave_curie", {"org.tinytorch.classroom": "room", "org.tinytorch.role": "sandbox"}, GRADER),
    ("room-hub", {"org.tinytorch.classroom": "room"}, None),
    ("room-engine", {"org.tinytorch.classroom": "room"}, None),
    ("room-grader", {"org.tinytorch.classroom": "room"}, None),
    ("room-user-alice", {"org.tinytorch.classroom": "room", "org.tinytorch.role": "service"}, None),
    ("room-user-alice", {"org.tinytorch.classroom": "other", "org.tinytorch.role": "student"}, None),
    ("other-user-alice", {"org.tinytorch.classroom": "room", "org.tinytorch.role": "student"}, None),
    ("brave_curie", {"org.tinytorch.classroom": "other", "org.tinytorch.role": "sandbox"}, None),
    ("room-user-alice", {}, None),
    ("room-user-alice", None, None),
]


@pytest.mark.parametrize("client", [HUB, GRADER])
@pytest.mark.parametrize(("name", "labels", "owner"), CONTAINERS)
def test_a_client_reaches_its_own_kind_of_container_only(client, name, labels, owner):
    container = {"Id": "c0ffee", "Name": f"/{name}", "Config": {"Labels": labels}}
    if client is owner:
        assert client.check_owner(container) == "c0ffee"
    else:
        with pytest.raises(Refused):
            client.check_owner(container)


@pytest.mark.parametrize(("client", "call"), [
    (HUB, "attach"), (HUB, "list"), (GRADER, "stop"),
])  # fmt: skip
def test_a_client_has_only_the_calls_it_needs(client, call):
    targets = {"attach": "/containers/x/attach", "list": "/containers/json", "stop": "/containers/x/stop"}
    with pytest.raises(Refused):
        client.check(read_call("GET" if call == "list" else "POST", targets[call]))


@pytest.mark.parametrize("client", [HUB, GRADER])
def test_only_the_student_image_is_shown(client):
    client.check(read_call("GET", f"/images/{IMAGE}/json"))
    with pytest.raises(Refused):
        client.check(read_call("GET", "/images/tinytorch-staff:abc/json"))


@pytest.mark.parametrize("given", ["", "{}", '{"label": ["org.tinytorch.grader=lock"]}'])
def test_a_list_shows_the_classrooms_sandboxes_only(given):
    call = read_call("GET", "/containers/json" + (f"?filters={given}" if given else ""))
    wanted = GRADER.filters(call)["label"]
    assert {"org.tinytorch.classroom=room", "org.tinytorch.role=sandbox"} <= set(wanted)


@pytest.mark.parametrize("given", [
    '{"name": ["x"]}', '{"label": ["org.tinytorch.classroom=other"]}', '{"label": {"a": true}}', "[]", "{", "[" * 1900,
    '{"label": ["org.tinytorch.grader=x"], "Label": ["y"]}', '{"label": []}',
])  # fmt: skip
def test_other_filters_are_refused(given):
    with pytest.raises(Refused):
        GRADER.filters(read_call("GET", f"/containers/json?filters={given}"))
