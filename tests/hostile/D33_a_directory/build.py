import json


def build(folder, notebook):
    (folder / "numbers.ipynb").mkdir()
    (folder / "numbers.ipynb" / "numbers.ipynb").write_text(json.dumps(notebook))
