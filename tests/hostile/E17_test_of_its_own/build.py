import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    source_of(notebook, "scale")["source"] = WRONG
    own = {"cell_type": "code", "source": "assert True", "outputs": [], "execution_count": None}
    meta = source_of(notebook, "test_add")["metadata"]["nbgrader"]
    own["metadata"] = {"nbgrader": {**meta, "grade_id": "test_bonus", "points": 50}}
    notebook["cells"].append(own)
    save(folder, notebook)
