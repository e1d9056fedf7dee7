

def build(folder, notebook):
    (folder / "numbers.ipynb").write_text('{"cells": {"0": "add"}, "nbformat": "4"}')
