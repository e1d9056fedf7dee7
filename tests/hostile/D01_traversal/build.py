from hostile_case import page
from hostile_case import upload as file


def upload(notebook):
    names = ("../escape", "a/../../../outside/secret.txt", "/etc/cron.d/x", "..", "data/..", "./../x")
    return [page(notebook), *(file(name, "owned") for name in names)]
