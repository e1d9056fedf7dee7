from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    return [file("timestamp.txt/x", "x"), page(notebook), file("submission_secret.txt", "x")]
