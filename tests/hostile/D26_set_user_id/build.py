import json


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    (folder / "tool").write_text("#!/bin/sh\nid -u\n")
    (folder / "tool").chmod(0o6777)
    (folder / "numbers.ipynb").chmod(0o6777)
