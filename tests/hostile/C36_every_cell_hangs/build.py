import json

DEAF = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: time.sleep(1)"


def build(folder, notebook):
    cell = {"cell_type": "code", "metadata": {}, "source": DEAF, "outputs": [], "execution_count": None}
    (folder / "numbers.ipynb").write_text(json.dumps(notebook | {"cells": notebook["cells"] + [cell] * 12}))
