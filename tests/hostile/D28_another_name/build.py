import json


def build(folder, notebook):
    (folder / "Homework\u202e (1).ipynb").write_text(json.dumps(notebook))
