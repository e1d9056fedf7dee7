import json

SHOW = 'get_ipython().display_pub.publish({"text/plain": "x" * 1_000_000})'


def build(folder, notebook):
    cells = [{"cell_type": "code", "metadata": {}, "source": SHOW, "outputs": [], "execution_count": None} for _ in range(24)]
    (folder / "numbers.ipynb").write_text(json.dumps(notebook | {"cells": cells + notebook["cells"]}))
