import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    for name in ("scale", "total"):
        source_of(notebook, name)["source"] = "pass"
    source_of(notebook, "test_add")["metadata"]["nbgrader"]["points"] = 1000
    save(folder, notebook)
