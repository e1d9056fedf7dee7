import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    tests = [source_of(notebook, name) for name in ("test_add", "test_scale", "test_total")]
    rest = [cell for cell in notebook["cells"] if cell not in tests]
    save(folder, notebook | {"cells": tests + rest})
