import json
import os


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    import socket
    import stat

    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(folder)
        one.bind("socket")
        os.chdir(here)
    if os.geteuid() == 0:
        os.mknod(folder / "device", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    (folder / "timestamp.txt").unlink()
    os.mkfifo(folder / "timestamp.txt")
