import json


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    (folder / "numbers.csv").mkdir()
    (folder / "numbers.csv" / "x").write_text("6")
