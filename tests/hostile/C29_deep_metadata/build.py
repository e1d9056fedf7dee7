import json


def build(folder, notebook):
    deep = "[" * 900 + "]" * 900
    text = json.dumps(notebook | {"metadata": "DEEP"}).replace('"DEEP"', '{"a": ' + deep + "}")
    (folder / "numbers.ipynb").write_text(text.replace('"metadata": {}', '"metadata": {"a": ' + deep + "}"))
