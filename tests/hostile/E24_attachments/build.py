import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    essay = source_of(notebook, "why")
    essay["attachments"] = {"a.svg": {"image/svg+xml": "<svg onload=alert(1)>"}, "b": ["x"], "c.png": {"image/png": "iVBORw0KGgo="}}
    save(folder, notebook)
