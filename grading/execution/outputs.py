"""Turns what a sandbox claims about a cell into trusted data: known fields, known types, safe media.

Student processes can write anything into these messages, so everything not listed here is dropped.
"""

from notebooks.limits import OUTPUTS

from .executor import CellRun

# What formgrader and feedback show. `rendering` cleans them: HTML and SVG could act in the browser of who grades.
MEDIA = (
    "text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml", "image/png", "image/jpeg",
    "image/gif", "image/webp",
)
MAX_RICH = 4_000_000  # characters of one form of one output
MAX_OUTPUTS = OUTPUTS + 1  # of each kind: what counts for points and what is shown; the last says that more was left out


def _text(value, limit=300_000) -> str:
    # Half a surrogate pair is a str that no file can hold.
    return value[:limit].encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _rich(raw: dict) -> dict:
    data = raw.get("data") if isinstance(raw.get("data"), dict) else {}
    kept = {mime: _text(data[mime], MAX_RICH) for mime in MEDIA if isinstance(data.get(mime), str)}
    # Half a picture is none.
    for mime in [mime for mime in kept if mime.startswith("image/") and len(data[mime]) > MAX_RICH]:
        del kept[mime]
        kept["text/html"] = f"[a picture of {len(data[mime]) / 1e6:.1f} MB is not shown: at most {MAX_RICH / 1e6:g} MB are]"
    return kept or {"text/plain": "[this output has a form that is not shown]"}


def checked_output(raw) -> dict | None:
    """One nbformat output made of known parts only, or None."""
    if not isinstance(raw, dict):
        return None
    match raw.get("output_type"):
        case "stream":
            name = "stderr" if raw.get("name") == "stderr" else "stdout"
            return {"output_type": "stream", "name": name, "text": _text(raw.get("text"))}
        case "error":
            trace = raw.get("traceback") if isinstance(raw.get("traceback"), list) else []
            return {
                "output_type": "error",
                "ename": _text(raw.get("ename"), 200),
                "evalue": _text(raw.get("evalue"), 20_000),
                "traceback": [_text(x, 20_000) for x in trace[:50]],
            }
        case "execute_result":
            count = raw.get("execution_count")
            return {
                "output_type": "execute_result",
                "metadata": {},
                "data": _rich(raw),
                "execution_count": count if isinstance(count, int) else None,
            }
        case "display_data":
            return {"output_type": "display_data", "metadata": {}, "data": _rich(raw)}
    return None


def as_handed_in(outputs: list, room: int) -> tuple[list[dict], int]:
    """What a cell had shown when it was handed in, as text and pictures, and the characters that are left of `room`.

    Nothing here is an error or stands in stderr: that is the grader's to say. What does not fit is left out.
    """
    kept = []
    for output in filter(None, map(checked_output, outputs[:MAX_OUTPUTS])):
        if output["output_type"] == "error":
            output = {"text": f"{output['ename']}: {output['evalue']}\n"}
        if "text" in output:
            output = {"output_type": "stream", "name": "stdout", "text": output["text"]}
        else:
            output = {"output_type": "display_data", "metadata": {}, "data": output["data"]}
        size = len(output.get("text", "")) + sum(map(len, output.get("data", {}).values()))
        if size > room:
            kept.append({"output_type": "stream", "name": "stdout", "text": "[what was handed in is too large to be shown]\n"})
            break
        room -= size
        kept.append(output)
    return kept, room


def shortened(outputs) -> list[dict]:
    """The first of the outputs that are only shown, and of the errors and results: a late one of these counts as well."""
    kept, room = [], {True: MAX_OUTPUTS, False: MAX_OUTPUTS}
    for output in outputs:
        counts = output["output_type"] in ("error", "execute_result")
        room[counts] -= 1
        if room[counts] >= 0:
            kept.append(output)
    if min(room.values()) < 0:
        kept.append({"output_type": "stream", "name": "stderr", "text": "[this cell made more outputs; they are left out]\n"})
    return kept


def stopped(name: str, message: str) -> dict:
    """The error output of a cell that could not finish."""
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": [f"{name}: {message}"]}


def labels(raw) -> tuple[str, ...]:
    """Names of things, as a process gives them: printable, short and few."""
    labels = raw[:500] if isinstance(raw, list) else []
    return tuple("".join(c for c in _text(each, 80) if c.isprintable()) for each in labels if isinstance(each, str))


def checked_run(message: dict) -> CellRun:
    """The run of one cell from a sandbox's line."""
    answer = message.get("answer") if isinstance(message.get("answer"), dict) else {}
    raw = answer.get("outputs") if isinstance(answer.get("outputs"), list) else []
    outputs = shortened(output for output in map(checked_output, raw) if output is not None)
    status = (
        message.get("status") if message.get("status") in ("ran", "timeout", "died", "not_run") else "died"
    )
    seconds, why, line = message.get("seconds"), _text(message.get("why"), 200), answer.get("line")
    run = CellRun(
        status,
        outputs,
        float(seconds) if isinstance(seconds, int | float) else 0.0,
        why,
        line if isinstance(line, int) else None,
        labels(answer.get("changed")),
    )
    if status == "timeout":
        run.outputs.append(stopped("TimeLimit", f"This cell was stopped after {run.seconds:.0f} s."))
    elif status == "died":
        run.outputs.append(stopped("ProcessEnded", f"The Python process was lost in this cell: {why}."))
    elif status == "not_run":
        run.outputs.append(stopped("NotRun", f"This cell did not run: {why}."))
    return run
