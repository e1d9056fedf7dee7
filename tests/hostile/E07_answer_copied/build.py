import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    again = {**source_of(notebook, "scale"), "source": WRONG}
    notebook["cells"].append(again)
    save(folder, notebook)
