"""Collects what the running cell shows, in nbformat's shape and within limits: what is more is left out, with a word.

Also sent into the grader's sandbox as text; standard library only.
"""

import base64
import io

from notebooks.limits import OUTPUT_RICH, OUTPUT_TEXT, OUTPUTS

IN_ORDER = 40  # outputs up to which stdout and stderr keep their order among each other
CUT = "\n[output cut here: it is longer than a cell may print]\n"
LEFT_OUT = "[output left out: it is larger than a cell may show]"


class Recorder:
    """Outputs of the running cell, in order, up to the limits."""

    def __init__(self):
        self.begin()

    def begin(self):
        self.outputs, self.displays, self.clear_next, self.more = [], {}, False, None
        self.text_left, self.rich_left = OUTPUT_TEXT, OUTPUT_RICH

    def stream(self, name, text):
        self._clear_if_asked()
        if self.text_left <= 0 or not text:
            return
        if len(text) > self.text_left:
            text = text[: self.text_left] + CUT
        self.text_left -= len(text)
        if last := self._open_stream(name):
            last["text"].append(text)
        elif self._room():
            self.outputs.append({"output_type": "stream", "name": name, "text": [text]})

    def _open_stream(self, name):
        """The stream output to go on with: the last one; of many that alternate, the latest of this name."""
        for output in reversed(self.outputs):
            if output is self.more:
                continue
            if output["output_type"] != "stream":
                return None
            if output["name"] == name:
                return output
            if len(self.outputs) < IN_ORDER:
                return None
        return None

    def display(self, data, identity=None, update=False):
        """Show something, or show it in the place of what has this identity: that is one output, as often as it is done."""
        self._clear_if_asked()
        if update:
            for output in self.displays.get(identity, ()):
                self.rich_left += sum(map(len, output["data"].values()))
                output["data"] = self._kept(data)
        elif self._room():
            self.rich("display_data", data)
            if identity is not None:
                self.displays.setdefault(identity, []).append(self.outputs[-1])

    def rich(self, kind, data, **extra):
        self._clear_if_asked()
        self.outputs.append({"output_type": kind, "data": self._kept(data), "metadata": {}, **extra})

    def _kept(self, data):
        kept = {}
        for mime, value in data.items():
            if isinstance(value, bytes):
                value = base64.b64encode(value).decode()
            if isinstance(value, str) and len(value) <= self.rich_left:
                self.rich_left -= len(value)
                kept[mime] = value
        return kept or {"text/plain": LEFT_OUT}

    def error(self, name, value, traceback=()):
        self._clear_if_asked()
        self.outputs.append(
            {
                "output_type": "error",
                "ename": str(name)[:200],
                "evalue": str(value)[:20_000],
                "traceback": [str(part)[:20_000] for part in traceback][:50],
            }
        )

    def clear(self, wait=False):
        """Take back what was shown; with `wait` only when something else comes."""
        if wait:
            self.clear_next = True
        else:
            self.begin()

    def _clear_if_asked(self):
        if self.clear_next:
            self.begin()

    def _room(self):
        """Whether one more output fits; the first that does not is told of in a word, once, with their number."""
        if len(self.outputs) < OUTPUTS:
            return True
        if self.more is None:
            self.left_out, self.more = 0, {"output_type": "stream", "name": "stderr"}
            self.outputs.append(self.more)
        self.left_out += 1
        self.more["text"] = [f"[this cell made more than {OUTPUTS} outputs; {self.left_out} are left out]\n"]
        return False


class Stream(io.TextIOBase):
    """What a cell finds as sys.stdout or sys.stderr."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, recorder, name):
        self.recorder, self.name = recorder, name

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        """The descriptor that programs started by the cell write to; what they write there is not shown."""
        return 2 if self.name == "stderr" else 1

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.recorder.stream(self.name, text)
        return len(text)
