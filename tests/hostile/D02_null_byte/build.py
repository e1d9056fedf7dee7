from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    return [page(notebook), file("a\0b", "x"), file("\0", "x")]
