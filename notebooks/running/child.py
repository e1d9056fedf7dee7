"""The process in which a notebook's cells run: takes one cell at a time from its parent, answers with its outputs.

`run` (the parent) starts it; the grader's sandbox has a child of its own around the same shell.
"""

import contextlib
import importlib
import json
import os
import signal
import socket
import sys


def main(channel: int) -> None:
    """Run the cells that come over the socket `channel`, a JSON line each, until it is closed."""
    from notebooks.shell.ipython import as_given, make_shell, run_cell
    from notebooks.shell.recorder import Recorder, Stream

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    sys.argv = ["notebook"]
    # As the sandbox does: what nearly every notebook imports first is no part of the time that its cells have.
    with contextlib.suppress(Exception):
        importlib.import_module("numpy")
    recorder = Recorder()
    shell = make_shell(recorder)
    # As in a kernel: modules beside the notebook. Not before: a file numpy.py there is in nobody's way, as in the sandbox.
    sys.path.insert(0, "")
    sys.stdout, sys.stderr = Stream(recorder, "stdout"), Stream(recorder, "stderr")
    with socket.socket(fileno=channel) as peer, peer.makefile("rb") as inbox:
        # Names of this frame, which code of a cell cannot replace as it can those of a module.
        run, loads, dumps, send = run_cell, json.loads, json.JSONEncoder().encode, peer.sendall
        # Nobody reads what cells write past Python, so it must not block them.
        with open(os.devnull, "wb") as null:
            os.dup2(null.fileno(), 2)
        send(b"{}\n")
        for line in inbox:
            message = loads(line)
            shell.execution_count = message["number"]
            with as_given(shell, message["own"], message["imports"]) if message["ours"] else contextlib.nullcontext():
                answer = run(shell, recorder, message["source"])
            send(dumps(answer).encode() + b"\n")
    # Threads and exit handlers that a cell left behind must not keep anybody waiting.
    os._exit(0)


def _end_with_parent() -> None:
    """Have Linux end this process when the one that waits for it is killed: nobody would stop an endless loop."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
