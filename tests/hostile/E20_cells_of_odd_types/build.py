import json

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    notebook["cells"] += [None, 7, [], {}, {"cell_type": "code"}, {"cell_type": [], "source": {"a": 1}, "metadata": {}}]
    notebook["cells"].append({"cell_type": "code", "source": ["1", 2, None], "metadata": {}, "outputs": "x"})
    save(folder, notebook)
