import json


def build(folder, notebook):
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": None}
    (folder / "numbers.ipynb").write_text(json.dumps(notebook | {"cells": notebook["cells"] + [cell] * 3000}))
