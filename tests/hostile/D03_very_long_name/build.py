from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    return [file("n" * 5000, "x"), page(notebook), file("a/" * 3000 + "x", "x"), file("\u00e9" * 150, "x")]
