from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    return [page(notebook), *(file(name, "x") for name in ("data.", "data .csv ", "con", "aux.txt", "a:b", " "))]
