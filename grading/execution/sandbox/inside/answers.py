"""Inside the sandbox: what a student's process says about a cell, made flat and small enough to pass on.

Sent over stdin as text; standard library only. It bounds the form; the trusted side checks the meaning.
"""

import json

DEPTH = 8  # levels of an answer; a picture in an output has five
# Lists and objects, or their signs in texts: more than a recorder keeps. Each takes a hundred bytes once it is read.
MOST_PARTS = 2_000_000
OUTPUT_LIMIT = 16 * 1024 * 1024  # bytes of all answers of a submission; after that only what scoring needs
LEFT_OUT = "[output left out: the submission shows more than it may in all]\n"


def read_answer(line, index):
    """The answer to cell `index` from a line of bytes; ValueError if it is none."""
    if line.count(b"[") + line.count(b"{") > MOST_PARTS:
        raise ValueError("too many parts")
    try:
        answer = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(answer, dict) or answer.get("cell") != index:
        raise ValueError("not the answer to this cell")
    outputs = answer.get("outputs")
    kept = {"outputs": outputs if isinstance(outputs, list) else [], "line": answer.get("line")}
    return shallow({**answer, **kept}, DEPTH)


def shallow(value, levels):
    """The same with nothing deeper than `levels`: what is deeper nobody shows, and it breaks those who read it."""
    if isinstance(value, dict):
        return {key: shallow(inner, levels - 1) for key, inner in value.items()} if levels else None
    if isinstance(value, list):
        return [shallow(inner, levels - 1) for inner in value] if levels else None
    return value


def brief(answer):
    """The answer with its errors and results in short, and without what it printed."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": LEFT_OUT}]
    for output in answer["outputs"]:
        if not isinstance(output, dict):
            continue
        if output.get("output_type") == "error":
            outputs.append({**output, "evalue": str(output.get("evalue"))[:2000], "traceback": []})
        elif output.get("output_type") == "execute_result":
            data = output.get("data") if isinstance(output.get("data"), dict) else {}
            outputs.append({**output, "data": {"text/plain": str(data.get("text/plain", ""))[:2000]}})
    return {**answer, "outputs": outputs[:300]}
