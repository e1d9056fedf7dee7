"""A PostgreSQL server of the tests' own, in a folder and on a socket there, gone afterwards; of Debian's package `postgresql`."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))


@contextlib.contextmanager
def server():
    """Yield its address without a database: `postgresql://…/{}?…`. It refuses to run as root, so root gives it another user."""
    folder = Path(tempfile.mkdtemp(prefix="tt-postgresql-"))
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres", "postgres")

    def run(program, *arguments):
        command = [*as_user, PROGRAMS[-1] / program, "-D", folder / "data", *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=120)

    try:
        run("initdb", "--username=grader", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        run("pg_ctl", "-w", "-l", folder / "log", "-o", f"-k {folder} -c listen_addresses= -c fsync=off", "start")
        try:
            yield f"postgresql://grader:secret@/{{}}?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
