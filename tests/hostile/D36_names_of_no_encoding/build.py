import json
import os


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    with open(os.fsencode(folder) + b"/r\xe9sum\xe9.csv", "w") as file:
        file.write("1")
