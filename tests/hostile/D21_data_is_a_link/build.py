import json


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    (folder / "tests.ipynb.txt").symlink_to("../../../source/ps1/numbers.ipynb")
    (folder / "gradebook").symlink_to("../../../gradebook.db")
    (folder / "etc").symlink_to("/etc")
    (folder / "loop").symlink_to("loop")
