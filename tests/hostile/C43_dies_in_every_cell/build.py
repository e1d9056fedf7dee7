import json


def build(folder, notebook):
    cell = {"cell_type": "code", "metadata": {}, "source": "import os; os._exit(3)", "outputs": [], "execution_count": None}
    (folder / "numbers.ipynb").write_text(json.dumps(notebook | {"cells": [cell] * 12 + notebook["cells"]}))
