import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    source_of(notebook, "why").update(cell_type="code", source="def add(a, b): return 0")
    save(folder, notebook)
