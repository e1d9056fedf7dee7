from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    return [page(notebook), *(file(name, "x") for name in ("\U0001f600.csv", "gnp.\u202exe", "e\u0301.txt", "\u200b.txt", "a\nb"))]
