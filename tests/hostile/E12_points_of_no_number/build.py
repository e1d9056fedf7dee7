import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    for name, points in (("test_add", float("inf")), ("test_scale", -3), ("test_total", {"a": []})):
        source_of(notebook, name)["metadata"]["nbgrader"]["points"] = points
    save(folder, notebook)
