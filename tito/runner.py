"""Runs the code cells of a notebook in order in one namespace, as a kernel would, and records how each ended.

A program for a fresh interpreter: `python -P runner.py CELLS RESULTS`. CELLS is JSON (`cells`: number, label,
source; `path`: directories to import from), RESULTS gets a JSON line when a cell starts and one when it ends.
Standard library only; it judges nothing.
"""

import ast
import asyncio
import inspect
import json
import linecache
import os
import sys
import traceback
import types

LONGEST_MESSAGE = 600


def run_cells(cells: list[dict], write) -> None:
    """Run every cell, also after one that failed, because a test may depend on neither."""
    # Classes and pickles look their names up in __main__, where a notebook's code lives.
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    labels = {f"<cell {cell['number']}>": cell["label"] for cell in cells}
    for cell in cells:
        write({"number": cell["number"], "event": "start"})
        outcome = run_cell(cell, main.__dict__, labels)
        write({"number": cell["number"], "event": "end", **outcome})


def run_cell(cell: dict, namespace: dict, labels: dict[str, str]) -> dict:
    """Run one cell; return `error` (None when it ran through), `message` and `where`."""
    name, source = f"<cell {cell['number']}>", cell["source"]
    # With its source in linecache, a traceback can quote the learner's line.
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    try:
        code = compile(source, name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        running = eval(code, namespace)
        if inspect.iscoroutine(running):
            asyncio.run(running)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # also SystemExit: one cell must not end the others
        return {"error": type(error).__name__, **describe(error, labels)}
    return {"error": None}


def describe(error: BaseException, labels: dict[str, str]) -> dict:
    """Say what an exception says, and the deepest line of the notebook's cells that it came from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in labels]
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    message = " ".join(lines)[:LONGEST_MESSAGE]
    if isinstance(error, SyntaxError) and error.filename in labels:
        return {"message": error.msg, "where": f"{labels[error.filename]}, line {error.lineno}"}
    if not frames:
        return {"message": message, "where": ""}
    last = frames[-1]
    if isinstance(error, AssertionError) and not message:
        message = f"this does not hold: {last.line}"
    return {"message": message, "where": f"{labels[last.filename]}, line {last.lineno}"}


def main(cells_file: str, results_file: str) -> None:
    with open(cells_file, encoding="utf-8") as file:
        order = json.load(file)
    sys.path[:] = ["", *sys.path, *(entry for entry in order["path"] if entry not in sys.path)]
    sys.argv = ["notebook"]
    # Line by line, so that after a crash or a time-out the last started cell is known.
    with open(results_file, "a", encoding="utf-8", buffering=1) as results:
        run_cells(order["cells"], lambda line: results.write(json.dumps(line) + "\n"))
        results.flush()
    # Threads and exit handlers that the learner's code left behind must not keep the command waiting.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
