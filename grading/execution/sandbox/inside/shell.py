"""Inside the sandbox: a shell of `notebooks` kept warm, and the child forked from it for each submission.

Sent over stdin as text; uses the standard library and `notebooks`. The child runs one cell at a time and answers
with its outputs in nbformat's shape. It is the student's process: everything it says is a claim to be checked
outside.
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys

from child import REAP
from cleaning import reap
from forked import in_fork
from tamper import Watch
from values import Values

from notebooks.shell.ipython import as_given, make_shell, run_cell
from notebooks.shell.recorder import Recorder, Stream

PRELOAD = ("numpy", "numpy.testing")
PREPARATION_LIMIT = 1 << 16  # bytes
WARM = "def warm(rng): return rng.normal(size=3)"


def run_check(values, recorder, message):
    """Answer one check: call the submission's function, in a fork if the message says so."""
    recorder.begin()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        if message["fork"]:
            with contextlib.suppress(OSError):  # as many processes as it may have: a later request goes to it
                return in_fork(lambda: values.answer(message))
            return {"fault": "the process could not be forked"}
        return values.answer(message)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def become(order):
    """Give up root for this submission's own uid, with its limits. Called in the forked child only."""
    os.setsid()
    with open("/proc/self/oom_score_adj", "w") as adjust:
        adjust.write("1000")
    for name, value in order["limits"].items():
        number = getattr(resource, "RLIMIT_" + name)
        hard = resource.getrlimit(number)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(number, (value, value))
        except ValueError:
            if name != "MSGQUEUE":  # gVisor bounds none; such a sandbox runs one submission, see state.py
                raise
    os.setgroups([])
    os.setresgid(order["uid"], order["uid"], order["uid"])
    os.setresuid(order["uid"], order["uid"], order["uid"])
    os.umask(0o077)
    os.chdir(order["home"])  # only now: root here has no right to enter it
    os.environ.update(HOME=order["home"], TMPDIR=order["home"], USER="student", LOGNAME="student")
    sys.path.insert(0, order["home"])


def answer_messages(channel, shell, recorder, watch):
    """Become the student that the first message names, then run a cell or a check for each further one, until there is none."""
    with socket.socket(fileno=channel) as peer, peer.makefile("rb") as inbox:
        try:
            order = json.loads(inbox.readline())
            become(order)
            shell.user_ns["_dh"][:] = [order["home"]]  # for %cd
            watch.begin(order["home"], order["allowed"], order["imports"], order["modules"])
            if "numpy" in sys.modules:
                sys.modules["numpy"].random.seed()  # the fork would give every submission the same stream
        except Exception as error:
            peer.sendall(f"{type(error).__name__}: {error}\n".encode())
            return
        peer.sendall(b"started\n")
        sys.stdout, sys.stderr = Stream(recorder, "stdout"), Stream(recorder, "stderr")
        # Names of this frame, which code of a cell cannot replace as it can those of a module or of the shell.
        run, check, loads, send = run_cell, run_check, json.loads, peer.sendall
        dumps = json.JSONEncoder(ensure_ascii=False).encode  # a wide character as three or four bytes, not as twelve
        own, imports, us = frozenset(order["own"]), order["imports"], os.getpid()
        process, leave = os.getpid, os._exit
        values, nothing = Values(shell.user_ns), contextlib.nullcontext()
        for line in inbox:
            message = loads(line)
            if "check" in message:
                answer = check(values, recorder, message)
            else:
                shell.execution_count = message["number"]
                with as_given(shell, own, imports) if message["ours"] else nothing:
                    answer = run(shell, recorder, message["source"])
                watch.given(message["given"])
                for test, names in message["keep"].items():
                    values.keep(test, names)
                answer["changed"] = watch.changes()
            if process() != us:
                leave(0)  # a fork of student code: the cells to come are the first one's
            send(dumps(answer | {"cell": message["cell"]}).encode("utf-8", "surrogatepass") + b"\n")


def load(names):
    """Import the modules that there are."""
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def zygote(orders):
    """Be prepared for an assignment by the first message. Then fork a child per channel, one at a time; answers its pid, then
    its exit status. Reaps what else became its child.
    """
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load(PRELOAD)
    recorder = Recorder()
    shell = make_shell(recorder)
    # The first cell, the first error and the first check import what is loaded lazily: here once for all.
    for source in ("None", "assert 1 == 2, 'warm'"):
        run_cell(shell, recorder, source)
    Values({}).answer({"text": WARM, "check": "warm", "names": (), "test": "warm", "seed": 0})
    shell.reset(new_session=True)
    shell.execution_count = 1
    orders.send(b"ready")
    if not (message := orders.recv(PREPARATION_LIMIT)):
        os._exit(0)
    env, preload = json.loads(message)
    os.environ.update(env)
    load(preload)
    watch = Watch(shell, recorder, [name for name in preload if name.startswith("tinytorch")])
    gc.collect()
    gc.freeze()
    orders.send(b"ready")
    while True:
        message, channels, _, _ = socket.recv_fds(orders, 64, 1)
        if not message:
            os._exit(0)
        if message == REAP:
            reap()
            orders.send(REAP)
            continue
        pid = os.fork()
        if pid == 0:
            try:
                orders.close()
                answer_messages(channels[0], shell, recorder, watch)
            finally:
                os._exit(0)
        os.close(channels[0])
        orders.send(str(pid).encode())
        orders.send(str(os.waitpid(pid, 0)[1]).encode())
