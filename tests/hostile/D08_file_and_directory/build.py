from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    return [file("data", "x"), file("data/inner.csv", "x"), page(notebook), file("numbers.ipynb/x", "x")]
