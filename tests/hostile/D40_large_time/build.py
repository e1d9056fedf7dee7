import json


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    with open(folder / "timestamp.txt", "wb") as file:
        file.truncate(50 * 2**30)
    with open(folder / "submission_secret.txt", "wb") as file:
        file.truncate(50 * 2**30)
