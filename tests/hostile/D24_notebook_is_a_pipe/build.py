import os


def build(folder, notebook):
    os.mkfifo(folder / "numbers.ipynb")
