import json

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    save(folder, notebook)
