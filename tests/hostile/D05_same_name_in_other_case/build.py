from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    wrong = {**notebook, "cells": []}
    return [file("NUMBERS.ipynb", str(wrong)), page(notebook), file("Numbers.IPYNB", "x")]
