import json


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    (folder / "\x1b[2J\x1b]0;owned\x07\u202ename").symlink_to("x")
