"""A real hub and a real exchange in containers, from the project's images.

Everything has a name and a label of its own, so that a classroom on the same host is never touched. The
variable `TINYTORCH_TAG` chooses the images' tag.
"""

import csv
import io
import json
import os
import secrets
import socket
import tarfile
import time
from pathlib import Path

import requests
from settings_table import environment as defaults

# Lets the tests act for any user, which the classroom's own services may not; notes every password hash that is made in the
# hub's own thread, where it would keep everybody waiting; and as there is no engine, a server is what start_hostile_server made,
# unless the person's name says otherwise.
DRIVER = """
import asyncio, os, pathlib, threading, traceback
import bcrypt
from jupyterhub.handlers.base import BaseHandler
from tornado.web import HTTPError
from hub.servers.queued_spawner import QueuedSpawner
c = get_config()

class WithoutEngine(QueuedSpawner):
    async def start(self):
        if self.user.name.startswith("fails"):
            raise HTTPError(504, "It did not answer.")
        if self.user.name.startswith("waits"):
            await asyncio.Event().wait()
        return f"{os.environ['CLASSROOM_NAME']}-user-{self.user.name}", 8888

    async def stop(self, now=False):
        if self.user.name.startswith("stays"):
            await asyncio.Event().wait()

    async def poll(self):
        return None if self.server else 0

class Broken(BaseHandler):
    def get(self):
        raise RuntimeError("as an error of the program")

c.JupyterHub.spawner_class = WithoutEngine
c.JupyterHub.extra_handlers.append(("/broken", Broken))

def watched(work):
    def wrapper(*arguments):
        if threading.current_thread() is threading.main_thread() and pathlib.Path("/tmp/up").exists():
            with open("/tmp/hashed-in-the-hubs-thread", "a") as file:
                file.write("".join(traceback.format_stack(limit=5)))
        return work(*arguments)
    return wrapper

bcrypt.hashpw, bcrypt.checkpw = watched(bcrypt.hashpw), watched(bcrypt.checkpw)
c.JupyterHub.services.append({"name": "test-driver", "api_token": "%s"})
c.JupyterHub.load_roles.append(
    {"name": "test-driver", "scopes": ["admin:users", "tokens", "read:groups"], "services": ["test-driver"]}
)
"""
ROSTER = """username,first_name,last_name,email,role
ada,Ada,Adams,ada@example.org,instructor
tess,Tess,Turner,tess@example.org,ta
alice,Alice,Abbot,alice@example.org,student
bob,Bob,Brown,bob@example.org,student
"""


class HubAndExchange:
    """A hub container and an exchange container on a network of their own, with the people of ROSTER."""

    def __init__(self, engine, **environment):
        """`environment`: more variables for the hub; `{port}` in a value is the port it is published at."""
        self.engine = engine
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {name: value.format(port=self.port) for name, value in environment.items()}
        self.name = f"tt-ngshare-{secrets.token_hex(3)}"
        self.labels = {"org.tinytorch.classroom": self.name}
        self.admin_token = secrets.token_hex(16)
        self._driver_token = secrets.token_hex(16)
        self._proxy_token = secrets.token_hex(16)
        self._tokens = {}
        self.roster = ROSTER

    def start(self):
        """Start both containers and apply the roster."""
        tag = os.environ.get("TINYTORCH_TAG", "latest")
        common = {"labels": self.labels, "detach": True}
        self.network = self.engine.networks.create(
            f"{self.name}-services", driver="bridge", labels=self.labels
        )
        self.exchange = self.engine.containers.create(
            f"tinytorch-ngshare:{tag}",
            name=f"{self.name}-ngshare",
            network=self.network.name,
            environment=defaults("ngshare") | {
                "JUPYTERHUB_API_URL": f"http://{self.name}-hub:8000/hub/api",
                "JUPYTERHUB_SERVICE_URL": f"http://{self.name}-ngshare:10101",
                "NGSHARE_UPLOAD_LIMIT_MIB": "2",
                "NGSHARE_SUBMISSIONS_PER_HOUR": "4",
            },
            **common,
        )
        self.hub = self.engine.containers.create(
            f"tinytorch-hub:{tag}",
            name=f"{self.name}-hub",
            network=self.network.name,
            ports={"8000/tcp": ("127.0.0.1", self.port)},
            tmpfs={"/run/jupyterhub": ""},
            environment=defaults("hub") | {
                "CLASSROOM_NAME": self.name,
                "CLASSROOM_ADMIN_TOKEN": self.admin_token,
                "CLASSROOM_NGSHARE_TOKEN": secrets.token_hex(16),
                "CLASSROOM_FORMGRADER_TOKEN": secrets.token_hex(16),
                "CONFIGPROXY_AUTH_TOKEN": self._proxy_token,
                **self.environment,
            },
            **common,
        )
        self.write_file("/srv/hub/jupyterhub_config.d/10-test-driver.py", DRIVER % self._driver_token)
        self.exchange.start()
        self.hub.start()
        self.url = f"http://127.0.0.1:{self.port}"
        self.hub_api = self.url + "/hub/api"
        self.exchange_url = self.url + "/services/ngshare"
        self.wait_until_ready()
        self.run_in_hub("touch /tmp/up")
        status, output = self.apply_roster(self.roster)
        assert status == 0, output

    def wait_until_ready(self, seconds=180):
        """Wait until the exchange answers through the hub's proxy."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if requests.get(self.exchange_url + "/healthz", timeout=5).ok:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.3)
        logs = self.hub.logs(tail=30) + self.exchange.logs(tail=30)
        raise TimeoutError(f"not ready after {seconds} s:\n{logs.decode()}")

    def write_file(self, path, content):
        """Put one file into the hub's container."""
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            entry = tarfile.TarInfo(path.lstrip("/"))
            entry.size = len(content.encode())
            tar.addfile(entry, io.BytesIO(content.encode()))
        self.hub.put_archive("/", archive.getvalue())

    def apply_roster(self, content, options=""):
        """Run the roster's command as an operator does; return exit status and output."""
        self.write_file("/tmp/roster.csv", content)
        return self.run_in_hub(f"python -m hub.roster apply /tmp/roster.csv {options}")

    def one_time_passwords(self):
        """The passwords that wait to be handed out, by user name."""
        status, content = self.run_in_hub("cat /srv/hub/one-time-passwords.csv")
        assert status == 0, content
        return {row["username"]: row["password"] for row in csv.DictReader(io.StringIO(content))}

    def add_newcomer(self, kind="new", group=None):
        """Make an account that nobody has used yet, whose name begins with `kind`; return its name and one-time password."""
        name = f"{kind}{secrets.token_hex(4)}"
        self.accounts(ensure=[name])
        if group:
            self.drive_hub("POST", f"/users/{name}")
            headers = {"Authorization": f"token {self.admin_token}"}
            address = f"{self.hub_api}/groups/{group}/users"
            requests.post(address, json={"users": [name]}, headers=headers, timeout=30).raise_for_status()
        return name, self.accounts(renew=[name])["renewed"][name]

    def run_in_hub(self, command):
        """Run a command in the hub's container; return exit status and output."""
        status, output = self.hub.exec_run(command)
        return status, output.decode()

    def accounts(self, **body):
        """Ask the hub what the roster's commands ask it (hub.roster.accounts), without starting a Python for it."""
        headers = {"Authorization": f"token {self.admin_token}"}
        answer = requests.post(self.hub_api + "/accounts", json=body, headers=headers, timeout=120)
        answer.raise_for_status()
        return answer.json()

    def start_hostile_server(self, username):
        """Route /user/NAME/ to a server that its owner has replaced: it asks nobody who they are (hostile_server.py)."""
        program = (Path(__file__).parent / "hostile_server.py").read_text()
        server = self.engine.containers.run(
            self.exchange.image, ["python", "-c", program], name=f"{self.name}-user-{username}", network=self.network.name,
            labels=self.labels, detach=True,
        )
        route = (
            f"import requests; requests.post('http://127.0.0.1:8001/api/routes/user/{username}', json=dict(target="
            f"'http://{server.name}:8888'), headers=dict(Authorization='token {self._proxy_token}')).raise_for_status()"
        )
        status, output = self.run_in_hub(["python", "-c", route])
        assert status == 0, output
        return server

    def drive_hub(self, method, address, **options):
        """Call the hub's API with the rights of the tests' own service."""
        headers = {"Authorization": f"token {self._driver_token}"}
        answer = requests.request(method, self.hub_api + address, headers=headers, timeout=30, **options)
        answer.raise_for_status()
        return answer.json()

    def token(self, username):
        """A hub token of this user, as their server would have one; another when a renewed password ended the last."""
        headers = {"Authorization": f"token {self._tokens.get(username)}"}
        if username not in self._tokens or not requests.get(self.hub_api + "/user", headers=headers, timeout=30).ok:
            self._tokens[username] = self.drive_hub("POST", f"/users/{username}/tokens", json={})["token"]
        return self._tokens[username]

    def call(self, method, address, username=None, token=None, **options):
        """Call the exchange through the proxy as a user, with a given token, or with none."""
        token = token or (username and self.token(username))
        headers = {"Authorization": f"token {token}"} if token else {}
        return requests.request(
            method, f"{self.exchange_url}/{address}", headers=headers, timeout=30, **options
        )

    def release(self, assignment, username="ada"):
        """Release an assignment with one small notebook."""
        return self.call(
            "POST", f"assignment/tinytorch/{assignment}", username, data={"files": files("ps.ipynb")}
        )

    def submit(self, assignment, username, *paths):
        """Submit small files with these paths."""
        return self.call(
            "POST", f"submission/tinytorch/{assignment}", username, data={"files": files(*paths)}
        )

    def remove(self):
        """Remove everything that bears this classroom's label."""
        of_this = {"label": f"org.tinytorch.classroom={self.name}"}
        for container in self.engine.containers.list(all=True, filters=of_this):
            container.remove(force=True, v=True)
        for network in self.engine.networks.list(filters=of_this):
            network.remove()


def files(*paths):
    """The `files` field of an upload: each path with the content `{}`."""
    return json.dumps([{"path": path, "content": "e30K"} for path in paths])
