"""A real formgrader over a course directory: the staff image's own Jupyter configuration, in a process on this machine.

The hub is left out: who is asking is taken from a header, where the hub's identity provider would ask the hub.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests
from jupyter_server.auth import IdentityProvider, User

REPOSITORY = Path(__file__).parents[2]
CONFIG = REPOSITORY / "image" / "etc-staff" / "jupyter_server_config.py"
HEADER, GROUPS = "X-Test-User", "X-Test-Groups"


class HeaderIdentity(IdentityProvider):
    """The user is who the header says."""

    auth_enabled = True

    def get_user(self, handler):
        name = handler.request.headers.get(HEADER)
        user = User(username=name) if name else None
        if user and GROUPS in handler.request.headers:
            # As the hub's identity provider has it.
            user.hub_user = {"name": name, "groups": handler.request.headers[GROUPS].split()}
        return user

    def should_check_origin(self, handler):
        return False


class FormgraderServer:
    """Formgrader on a free port; `api` speaks to it as one person."""

    def __init__(self, course: Path, folder: Path, prefix: str = "", site: Path | None = None, cwd: Path | None = None):
        """`site`: the one directory whose configuration is read, as in a classroom."""
        self.course, self.folder, self.prefix = course, folder, prefix
        self.site, self.cwd = site, cwd or course
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}{prefix}"

    def start(self):
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(Path(__file__).parent)]),
            "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
            "HOME": str(self.folder),
            "JUPYTER_NO_CONFIG": "1",
            "JUPYTER_RUNTIME_DIR": str(self.folder / "runtime"),
            "JUPYTER_ALLOW_INSECURE_WRITES": "true",
            "GRADING_COURSE_DIR": str(self.course),
            "GRADING_SOCKET": str(self.folder / "grader.sock"),
            "USER": "formgrader",
        }
        if self.site:
            environment |= {"GRADING_CONFIG_DIR": str(self.site), "JUPYTER_CONFIG_DIR": str(self.site), "PYTHONSAFEPATH": "1"}
            del environment["JUPYTER_NO_CONFIG"]
        self.log = (self.folder / "formgrader.log").open("w")
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--config={CONFIG}",
                f"--ServerApp.port={self.port}", f"--ServerApp.base_url={self.prefix}/", "--ServerApp.port_retries=0",
                "--ServerApp.identity_provider_class=formgrader_server.HeaderIdentity",
                f"--ServerApp.cookie_secret={secrets.token_hex(16)}",
            ],
            cwd=self.cwd, env=environment, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
        )
        for _ in range(300):
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "formgrader.log").read_text()[-4000:])
            try:
                if requests.get(f"{self.url}/formgrader/api/status", headers={HEADER: "probe"}, timeout=5).ok:
                    return self
            except requests.ConnectionError:
                pass
            time.sleep(0.1)
        raise RuntimeError((self.folder / "formgrader.log").read_text()[-4000:])

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)
        self.log.close()

    def api(self, user: str, groups: str | None = None) -> "Grader":
        return Grader(self.url, user, groups)


class Grader:
    """One person at formgrader, as the page's own scripts speak to it."""

    def __init__(self, url: str, user: str, groups: str | None = None):
        self.url = f"{url}/formgrader"
        self.root = url
        self.http = requests.Session()
        self.http.headers[HEADER] = user
        if groups is not None:
            self.http.headers[GROUPS] = groups
        self.http.get(f"{self.url}/manage_assignments", timeout=30).raise_for_status()
        self.http.headers["X-XSRFToken"] = self.http.cookies.get("_xsrf")

    def get(self, path: str, **params):
        answer = self.http.get(f"{self.url}/api/{path}", params=params, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str):
        return self.http.post(f"{self.url}/api/{path}", timeout=30).json()

    def page(self, path: str) -> requests.Response:
        return self.http.get(f"{self.root}/{path}", timeout=30)

    def submissions(self, assignment: str, notebook: str) -> dict[str, dict]:
        """Rows of the queue by student."""
        return {row["student"]: row for row in self.get(f"submitted_notebooks/{assignment}/{notebook}")}

    def grades(self, submission: str) -> dict[str, dict]:
        """Score boxes of an open submission by cell."""
        return {row["name"]: row for row in self.get("grades", submission_id=submission)}

    def comments(self, submission: str) -> dict[str, dict]:
        return {row["name"]: row for row in self.get("comments", submission_id=submission)}

    def give(self, submission: str, cell: str, points, extra=None) -> requests.Response:
        """Type points into a box: what the page sends when the field is left."""
        row = self.grades(submission)[cell]
        return self.http.put(
            f"{self.url}/api/grade/{row['id']}", json=row | {"manual_score": points, "extra_credit": extra}, timeout=30
        )

    def comment(self, submission: str, cell: str, text: str) -> requests.Response:
        row = self.comments(submission)[cell]
        return self.http.put(f"{self.url}/api/comment/{row['id']}", json=row | {"manual_comment": text}, timeout=30)


def open_submission(page, server, student):
    """Open the browser's page of a student's submission, as soon as its boxes are there; return its id in formgrader."""
    from coursework import ASSIGNMENT, BOOK  # not in the server's own process, which reads this file too

    identity = server.api("tess").submissions(ASSIGNMENT, BOOK)[student]["id"]
    page.goto(f"{server.url}/formgrader/submissions/{identity}/")
    page.wait_for_selector("#classroom-bar")
    page.wait_for_load_state("networkidle")
    return identity
