import json


def build(folder, notebook):
    for name in ("numbers (1).ipynb", "numbers_final.ipynb"):
        (folder / name).write_text(json.dumps(notebook))
