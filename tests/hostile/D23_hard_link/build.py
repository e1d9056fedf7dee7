import json
import os


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    (folder / "a.csv").write_text("1")
    os.link(folder / "a.csv", folder / "b.csv")
