import json


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    with open(folder / "zeros.bin", "wb") as file:
        file.truncate(50 * 2**30)
