import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    source_of(notebook, "scale")["source"] = WRONG
    notebook["cells"].remove(source_of(notebook, "test_scale"))
    save(folder, notebook)
