"""A student's server is configured by its image alone: configuration in the home, in all forms that Jupyter and nbgrader know, is
neither executed nor in force."""

import io
import json
import os
import tarfile
import time

import pytest

pytestmark = pytest.mark.docker
HOME = "home/student"
# Of Jupyter, of a user's own installation, of the working directory and of the folder of assignments.
PLACES = ("", ".jupyter/", ".local/etc/jupyter/", ".local/share/jupyter/", ".config/jupyter/", "modules/")
NAMES = ("jupyter_config", "jupyter_server_config", "jupyter_lab_config", "jupyter_notebook_config", "jupyterhub_config",
         "jupyter_singleuser_config", "nbgrader_config")
DIRECTORIES = ("jupyter_server_config.d/theirs", "jupyter_config.d/theirs", "nbgrader_config.d/theirs")
# Says that it was executed.
SCRIPT = "open('/home/student/took-effect', 'a').write({path!r} + '\\n')\n"
# Asks for what an answer shows: a header, an extension that the image has and does not serve, and none of ours.
WISH = json.dumps({"ServerApp": {
    "tornado_settings": {"headers": {"X-Theirs": "read"}},
    "jpserver_extensions": {"nbgrader.server_extensions.formgrader": True, "tito.page": False, "tito.lab": False},
}})
ASK = """
import os, sys, urllib.error, urllib.request
base = "http://127.0.0.1:8888" + os.environ["JUPYTERHUB_SERVICE_PREFIX"]
for path in sys.argv[1:]:
    headers = {"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"]}
    try:
        answer = urllib.request.urlopen(urllib.request.Request(base + path, headers=headers), timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    print(answer.status, answer.headers["X-Theirs"])
"""
PAGES = ["api/status", "course", "lab", "assignments?course_id=tinytorch", "courses", "nbgrader_version?version=0.9.6"]


def home() -> bytes:
    """An archive of a home that is full of configuration."""
    content = {f"{place}{name}.py": SCRIPT for place in PLACES for name in NAMES}
    content |= {f"{place}{name}.json": WISH for place in PLACES for name in (*NAMES, *DIRECTORIES)}
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for path, text in content.items():
            data = text.replace("{path!r}", repr(path)).encode()
            entry = tarfile.TarInfo(f"{HOME}/{path}")
            entry.size, entry.uid, entry.gid, entry.mode = len(data), 1000, 1000, 0o644
            tar.addfile(entry, io.BytesIO(data))
        for place in (".jupyter", ".local", ".config", "modules"):
            entry = tarfile.TarInfo(f"{HOME}/{place}")
            entry.type, entry.uid, entry.gid, entry.mode = tarfile.DIRTYPE, 1000, 1000, 0o755
            tar.addfile(entry)
    return archive.getvalue()


@pytest.fixture(scope="module")
def server(classroom):
    """Alice's server on her home, with the variables that the hub's spawner gives it; it has answered."""
    container = classroom.engine.containers.create(
        f"tinytorch-student:{os.environ.get('TINYTORCH_TAG', 'latest')}",
        name=f"{classroom.name}-user-alice", network=classroom.network.name, labels=classroom.labels,
        environment={
            "JUPYTERHUB_API_TOKEN": classroom.token("alice"),
            "JUPYTERHUB_API_URL": f"http://{classroom.name}-hub:8000/hub/api",
            "JUPYTERHUB_BASE_URL": "/", "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-alice", "JUPYTERHUB_USER": "alice",
            "JUPYTERHUB_SERVICE_PREFIX": "/user/alice/", "JUPYTERHUB_SERVICE_URL": "http://0.0.0.0:8888/user/alice/",
            "JUPYTERHUB_OAUTH_CALLBACK_URL": "/user/alice/oauth_callback", "JUPYTERHUB_DISABLE_USER_CONFIG": "1",
            "JUPYTERHUB_OAUTH_ACCESS_SCOPES": '["access:servers!user=alice"]',
            "NGSHARE_URL": f"http://{classroom.name}-hub:8000/services/ngshare", "COURSE_ID": "tinytorch",
        },
    )
    container.put_archive("/", home())
    container.start()
    for _ in range(120):
        status, _ = container.exec_run(["python", "-c", ASK, "api/status"], workdir="/")
        container.reload()
        if status == 0 or container.status == "exited":
            break
        time.sleep(0.5)
    assert status == 0, container.logs().decode()[-3000:]
    yield container
    container.remove(force=True, v=True)


def effects(server) -> str:
    return server.exec_run(["sh", "-c", "cat ~/took-effect 2>/dev/null"]).output.decode()


def test_no_file_of_the_home_configures_the_server(server):
    status, said = server.exec_run(["python", "-c", ASK, *PAGES, "formgrader/manage_assignments"], workdir="/")
    assert (status, said.decode().splitlines()) == (0, ["200 None"] * len(PAGES) + ["404 None"])
    assert effects(server) == ""


def test_the_files_would_take_effect_where_they_are_read(server):
    """By jupyter and nbgrader as they are, so that the test above is about what can happen."""
    server.exec_run(["bash", "-lc", "cd ~ && rm -f .jupyter/*.json *.json && nbgrader list"])
    assert ".jupyter/nbgrader_config.py" in effects(server)
