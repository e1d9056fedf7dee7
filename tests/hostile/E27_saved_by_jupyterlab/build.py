import json

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number}"
        cell["source"] = cell["source"].splitlines(keepends=True)
        cell["metadata"] |= {"editable": True, "deletable": False, "slideshow": {"slide_type": ""}, "tags": [], "trusted": True}
    save(folder, notebook | {"nbformat_minor": 5})
