# %% new after add
import socket

def reach(host, port, kind=socket.SOCK_STREAM):
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind) as one:
            one.settimeout(1)
            one.connect((host, port))
            one.send(b"x")
            return "reached"
    except OSError:
        return "closed"


for family, kind, protocol in ((socket.AF_INET, socket.SOCK_RAW, 1), (socket.AF_PACKET, socket.SOCK_RAW, 3), (socket.AF_INET6, socket.SOCK_RAW, 58)):
    try:
        socket.socket(family, kind, protocol)
        print("opened")
    except OSError:
        print("refused")
