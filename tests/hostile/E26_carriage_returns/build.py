import json

WRONG = "def scale(values, factor):\n    return values"


def save(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))


def build(folder, notebook):
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace("\n", "  \r\n")
    (folder / "numbers.ipynb").write_bytes(b"\xef\xbb\xbf" + json.dumps(notebook, indent=1).replace("\n", "\r\n").encode())
