"""Collects what the running cell shows, in nbformat's shape and within limits.

Also sent into the grader's sandbox as text; standard library only.
"""

import base64
import io

STREAM_LIMIT = 256 * 1024  # characters of text a cell may print
RICH_LIMIT = 1024 * 1024  # characters of rich output of a cell


class Recorder:
    """Outputs of the running cell, in order, up to the limits."""

    def __init__(self):
        self.begin()

    def begin(self):
        self.outputs, self.text_left, self.rich_left = [], STREAM_LIMIT, RICH_LIMIT

    def stream(self, name, text):
        if self.text_left <= 0 or not text:
            return
        if len(text) > self.text_left:
            text = text[: self.text_left] + "\n[output cut here: it is longer than a cell may print]\n"
        self.text_left -= len(text)
        last = self.outputs[-1] if self.outputs else None
        if last and last["output_type"] == "stream" and last["name"] == name:
            last["text"].append(text)
        else:
            self.outputs.append({"output_type": "stream", "name": name, "text": [text]})

    def rich(self, kind, data, **extra):
        kept = {}
        for mime, value in data.items():
            if isinstance(value, bytes):
                value = base64.b64encode(value).decode()
            if isinstance(value, str) and len(value) <= self.rich_left:
                self.rich_left -= len(value)
                kept[mime] = value
        kept = kept or {"text/plain": "[output left out: it is larger than a cell may show]"}
        self.outputs.append({"output_type": kind, "data": kept, "metadata": {}, **extra})

    def error(self, name, value, traceback=()):
        self.outputs.append(
            {
                "output_type": "error",
                "ename": str(name)[:200],
                "evalue": str(value)[:20_000],
                "traceback": [str(part)[:20_000] for part in traceback][:50],
            }
        )


class Stream(io.TextIOBase):
    def __init__(self, recorder, name):
        self.recorder, self.name = recorder, name

    def writable(self):
        return True

    def isatty(self):
        return False

    encoding = "utf-8"

    def write(self, text):
        self.recorder.stream(self.name, str(text))
        return len(text)
