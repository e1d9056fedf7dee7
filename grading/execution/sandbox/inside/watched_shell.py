"""Inside the sandbox: the machinery that runs and records cells: IPython's shell, its parts, import and trace hooks.

Sent over stdin as text; standard library only. Objects are compared by identity with what they were.
"""

import sys

from watched_objects import all_same, is_students

PARTS = ("displayhook", "display_pub", "compile", "input_transformer_manager", "display_formatter", "events", "user_ns")


class WatchedShell:
    """`shell` and `recorder` as they are now. numbers: types whose way to be shown must not change."""

    def __init__(self, shell, recorder, numbers):
        self.shell, self.recorder = shell, recorder
        self.parts = parts = {name: getattr(shell, name) for name in PARTS}
        self.classes = [type(one) for one in (shell, recorder, parts["displayhook"], parts["display_pub"])]
        machines = {"the shell": shell, "the recorder": recorder} | {f"the shell's {k}": v for k, v in parts.items()}
        self.machines = [(label, one, type(one)) for label, one in machines.items() if hasattr(one, "__dict__")]
        self.calls = [{k: v for k, v in vars(one).items() if callable(v)} for _, one, _ in self.machines]
        self.lists = {
            "ast_transformers": lambda: shell.ast_transformers,
            "input_transformers_post": lambda: shell.input_transformers_post,
            "cleanup_transforms": lambda: parts["input_transformer_manager"].cleanup_transforms,
            "line_transforms": lambda: parts["input_transformer_manager"].line_transforms,
            "token_transformers": lambda: parts["input_transformer_manager"].token_transformers,
            **{f"event {name}": lambda name=name: parts["events"].callbacks[name] for name in parts["events"].callbacks},
            "sys.meta_path": lambda: sys.meta_path,
            "sys.path_hooks": lambda: sys.path_hooks,
        }
        self.before = {label: tuple(found()) for label, found in self.lists.items()}
        self.printers = parts["display_formatter"].formatters["text/plain"].type_printers
        self.shown = {one: self.printers[one] for one in numbers if one in self.printers}

    def changed(self, home):
        """Yield (label, None, what undoes it); objects that are not of the submission in `home` may come and go."""
        yield from self._machines(home)
        for name, part in self.parts.items():
            if getattr(self.shell, name) is not part:
                yield f"the shell's {name}", None, (setattr, self.shell, name, part)
        if self.shell.custom_exceptions:
            yield "the shell's custom exceptions", None, (setattr, self.shell, "custom_exceptions", ())
        for number, printer in self.shown.items():
            if self.printers.get(number) is not printer:
                yield f"how {number.__name__} is shown", None, (self.printers.__setitem__, number, printer)
        if type(self.recorder.outputs) is not list:
            yield "the recorder's outputs", None, (setattr, self.recorder, "outputs", list(self.recorder.outputs))
        yield from self._lists(home)
        for label in ("settrace", "setprofile"):
            if getattr(sys, label.replace("set", "get"))() is not None:
                yield f"sys.{label}", None, (getattr(sys, label), None)

    def _machines(self, home):
        for (label, one, kind), before in zip(self.machines, self.calls, strict=True):
            if type(one) is not kind:
                yield f"{label}.__class__", None, (object.__setattr__, one, "__class__", kind)
            now = vars(one)
            for key in [key for key, value in now.items() if callable(value) and before.get(key) is not value]:
                # What its class does not know, such as the last result, nothing calls.
                if (key in before or hasattr(kind, key)) and is_students(now[key], home):
                    undo = (now.__setitem__, key, before[key]) if key in before else (now.pop, key)
                    yield f"{label}.{key}", None, undo

    def _lists(self, home):
        for label, found in self.lists.items():
            now, before = found(), self.before[label]
            if len(now) != len(before) or not all_same(now, before):
                gone = any(each not in now for each in before)
                new = [each for each in now if not any(each is one for one in before)]
                if type(now) is not list or gone or any(is_students(each, home) for each in new):
                    yield label, None, (put_back, now, before)
                else:
                    self.before[label] = tuple(now)


def put_back(now, before):
    """Make a list what it was, in its place."""
    now[:] = before
