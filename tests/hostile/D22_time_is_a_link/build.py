import json


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    (folder / "timestamp.txt").unlink()
    (folder / "timestamp.txt").symlink_to("../../../outside/secret.txt")
