"""Notebooks as people hand them in: a small assignment in the place of Module 01, and what each has that is unusual.

A habit is a function of the answered notebook that returns what is saved, and the points that each visible test must earn.
"""

import copy
import json

NAME = "01_tensor"
RIGHT = {"test_double": 2.0, "test_part": 3.0, "test_total": 4.0}
NOTHING = dict.fromkeys(RIGHT, 0.0)
DOUBLE = "#| export\ndef double(x):\n    return 2 * x"
STUB = "#| export\ndef double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
TOTAL = "#| export\ndef total(numbers):\n    result = 0\n    for each in numbers:\n        result += each\n    return result"
HELPERS = "FOUR = 4\n"


def cell(kind, source, name=None, **nbgrader):
    metadata = {}
    if name:
        flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        metadata["nbgrader"] = {"grade_id": name, **flags, **nbgrader}
    made = {"cell_type": kind, "id": f"id-{name or abs(hash(source)) % 10**6}", "metadata": metadata, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(double, total):
    test = {"grade": True, "locked": True}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [
            cell("markdown", "# Doubling"),
            cell("code", "import numpy as np", "imports", locked=True),
            cell("code", double, "double", solution=True),
            cell("code", "assert double(2) == 4, 'twice two'\nassert abs(double(-3)) == 6", "test_double", points=2, **test),
            cell("code", "3.0 if double(1.5) == 3 else 1.0", "test_part", points=3, **test),
            cell("code", total, "total", solution=True),
            cell("code", "assert total([1, 2, 3]) == sum([1, 2, 3])", "test_total", points=4, **test),
            cell("markdown", "Why?", "why", grade=True, solution=True, points=1),
        ],
    }


def released():
    return notebook(STUB, TOTAL.split("\n    result")[0] + "\n    # YOUR CODE HERE\n    raise NotImplementedError()")


def source():
    """What the instructor keeps: the same with solutions in nbgrader's marks."""
    begin, end = "    ### BEGIN SOLUTION\n", "\n    ### END SOLUTION"
    double = DOUBLE.replace("    return", begin + "    return") + end
    total = TOTAL.replace("    result = 0", begin + "    result = 0") + end
    return notebook(double, total)


def answered():
    return notebook(DOUBLE, TOTAL)


def named(nb, name):
    return next(each for each in nb["cells"] if each["metadata"].get("nbgrader", {}).get("grade_id") == name)


def at(nb, name):
    return nb["cells"].index(named(nb, name))


def answer(text):
    """Another answer in the place of `double`."""
    def habit(nb):
        named(nb, "double")["source"] = text
        return nb

    return habit


def above(line):
    return answer(DOUBLE.replace("#| export\n", f"{line}\n"))


def below(text):
    return answer(f"{DOUBLE}\n\n{text}")


def free(text, after="imports"):
    """A cell of the learner's own."""
    def habit(nb):
        nb["cells"].insert(at(nb, after) + 1, cell("code", text))
        return nb

    return habit


def byte_order_mark(nb):
    return "\ufeff" + json.dumps(nb)


def metadata_null(nb):
    nb["cells"][0]["metadata"] = None
    nb["cells"].insert(3, {**cell("code", "x = 1"), "metadata": None})
    return nb


def format_3(nb):
    for each in nb["cells"]:
        if each["cell_type"] == "code":
            each["input"], each["language"] = each.pop("source"), "python"
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": nb["cells"]}]}


def kernel_of_home(nb):
    nb["metadata"]["kernelspec"] = {"name": "conda-env-ml-py", "display_name": "Python [conda env:ml]", "language": "python"}
    return nb


def split(nb):
    half = copy.deepcopy(named(nb, "double"))
    half["source"], half["id"] = "again = double\n\ndef double(x):\n    return again(x)", "half"
    nb["cells"].insert(at(nb, "double") + 1, half)
    return nb


def test_split(nb):
    first, second = named(nb, "test_double"), copy.deepcopy(named(nb, "test_double"))
    first["source"], second["source"] = first["source"].split("\n")
    nb["cells"].insert(at(nb, "test_double") + 1, {**second, "id": "half"})
    return nb


test_split.__test__ = False


def without(name):
    def habit(nb):
        del nb["cells"][at(nb, name)]
        return nb

    return habit


def twice(name):
    def habit(nb):
        nb["cells"].append({**copy.deepcopy(named(nb, name)), "id": "copy"})
        return nb

    return habit


def weakened(nb):
    named(nb, "test_double")["source"] = "pass"
    return answer("#| export\ndef double(x):\n    return x")(nb)


def made(name, kind):
    def habit(nb):
        named(nb, name)["cell_type"] = kind
        return nb

    return habit


def test_first(nb):
    nb["cells"].insert(1, nb["cells"].pop(at(nb, "test_double")))
    return nb


test_first.__test__ = False


def metadata_lost(nb):
    for each in nb["cells"]:
        each["metadata"] = {}
    return nb


def typed_again(nb):
    text = named(nb, "double")["source"]
    position = at(nb, "double")
    nb["cells"][position] = cell("code", text)
    return nb


def carriage_returns(nb):
    for each in nb["cells"]:
        each["source"] = each["source"].replace("\n", "\r\n")
    return nb


def lines(nb):
    for each in nb["cells"]:
        each["source"] = each["source"].splitlines(keepends=True)
    return nb


PROGRESS = "import sys\nfor n in range(150):\n    sys.stderr.write(f'\\rbatch {n}')\n    print(n)"
UPDATES = "from IPython.display import display\nhandle = display(0, display_id=True)\nfor n in range(300): handle.update(n)"
LATER = "import asyncio\ntask = asyncio.create_task(asyncio.sleep(0.01, 5))"
POOL = "from multiprocessing import Pool\nwith Pool(2) as pool:\n    assert pool.map(double, [1, 2]) == [2, 4]"
PICKLE = "import pickle\nclass Thing: pass\nassert type(pickle.loads(pickle.dumps(Thing()))) is Thing"

# name: (habit, points where they are not those of a right notebook)
HABITS = {
    "right": (lambda nb: nb, RIGHT),
    "blank": (lambda nb: released(), NOTHING),
    "wrong": (answer("#| export\ndef double(x):\n    return x"), {**RIGHT, "test_double": 0, "test_part": 1}),
    "display": (answer("#| export\ndef double(x):\n    display(x)\n    return 2 * x"), RIGHT),
    "question": (below("np.prod?"), RIGHT),
    "timeit on top": (above("%%timeit -n1 -r1"), {**NOTHING, "test_total": 4}),
    "time on top": (above("%%time"), RIGHT),
    "matplotlib inline": (above("%matplotlib inline"), RIGHT),
    "a plot": (free("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"), RIGHT),
    "byte order mark": (byte_order_mark, RIGHT),
    "metadata null": (metadata_null, RIGHT),
    "format 3": (format_3, RIGHT),
    "kernel of home": (kernel_of_home, RIGHT),
    "split answer": (split, RIGHT),
    "split test": (test_split, RIGHT),
    "test deleted": (without("test_double"), RIGHT),
    "test twice": (twice("test_double"), RIGHT),
    "test weakened": (weakened, {**RIGHT, "test_double": 0, "test_part": 1}),
    "test made text": (made("test_double", "markdown"), RIGHT),
    "answer made raw": (made("double", "raw"), RIGHT),
    "test first": (test_first, {**RIGHT, "test_double": 0}),
    "answer twice": (twice("double"), RIGHT),
    "answer typed again": (typed_again, RIGHT),
    "metadata lost": (metadata_lost, RIGHT),
    "await": (free("import asyncio\nawait asyncio.sleep(0)"), RIGHT),
    "task of an earlier cell": (lambda nb: free("assert await task == 5", "double")(free(LATER)(nb)), RIGHT),
    "input": (below("rows = input('Rows? ')"), RIGHT),
    "shell": (free("!ls\nfiles = !ls\n%cd ."), RIGHT),
    "bash": (free("%%bash\nif true; then ls; fi"), RIGHT),
    "last line a function": (below("double"), RIGHT),
    "stderr": (answer("#| export\nimport sys\ndef double(x):\n    print('hm', file=sys.stderr)\n    return 2 * x"), RIGHT),
    "300 outputs": (free(PROGRESS), RIGHT),
    "outputs in a test": (answer("#| export\ndef double(x):\n    for n in range(250): display(n)\n    return 2 * x"), RIGHT),
    "updates": (free(UPDATES), RIGHT),
    "exit": (free("exit()"), RIGHT),
    "SystemExit": (below("raise SystemExit(1)"), RIGHT),
    "os._exit": (free("import os; os._exit(3)"), RIGHT),
    "raise": (free("1 / 0"), RIGHT),
    "syntax error": (free("def half(:"), RIGHT),
    "syntax error in the answer": (answer("#| export\ndef double(x:\n    return 2 * x"), {**NOTHING, "test_total": 4}),
    "endless loop": (free("while True: pass"), RIGHT),
    "endless loop in a test": (answer("#| export\ndef double(x):\n    while True: pass"), {**NOTHING, "test_total": 4}),
    "interrupt swallowed": (free("while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass"), RIGHT),
    "helper beside": (answer("#| export\nfrom helpers import FOUR\ndef double(x):\n    return FOUR / 2 * x"), RIGHT),
    "names of Python": (free("def sum(values): return -1\nabs = None"), RIGHT),
    "another np": (free("np = None", "test_total"), RIGHT),
    "kernel": (free("get_ipython().kernel.shell.user_ns['x'] = 1\nassert x == 1"), RIGHT),
    "main": (free("if __name__ == '__main__':\n    import sys; sys.stdout.flush()"), RIGHT),
    "process pool": (free(POOL, "double"), RIGHT),
    "pickle": (free(PICKLE), RIGHT),
    "autoreload": (free("%load_ext autoreload\n%autoreload 2"), RIGHT),
    "carriage returns": (carriage_returns, RIGHT),
    "lists of lines": (lines, RIGHT),
}


# Each costs tito, Validate and the grader about a second; these are the ones on which they once disagreed, or that show the most.
USUAL = (
    *("right", "blank", "wrong", "display", "question", "timeit on top", "matplotlib inline", "byte order mark", "metadata null"),
    *("format 3", "kernel of home", "split answer", "test deleted", "test twice", "test weakened", "await", "os._exit"),
    *("outputs in a test", "endless loop in a test", "names of Python"),
)


def saved(name) -> str:
    """The notebook of a habit as a file's text."""
    made_of = HABITS[name][0](answered())
    return made_of if isinstance(made_of, str) else json.dumps(made_of)
