import json

from coursework import source_of

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    source_of(notebook, "test_scale")["metadata"]["nbgrader"].update(schema_version=[], cell_type={}, checksum=7)
    source_of(notebook, "test_add")["metadata"]["nbgrader"]["grade_id"] = ["test_add"]
    source_of(notebook, "add")["metadata"]["nbgrader"]["grade_id"] = "add" * 5000
    notebook["cells"][0]["metadata"] = None
    notebook["cells"][1]["metadata"] = {"nbgrader": [1]}
    notebook["metadata"] = 5
    save(folder, notebook)
