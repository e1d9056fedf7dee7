from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    return [page(notebook), file("timestamp.txt", "2025-01-01 00:00:00 UTC")]
