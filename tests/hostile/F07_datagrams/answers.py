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


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    one.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    for host in ("8.8.8.8", "255.255.255.255", "224.0.0.251"):
        try:
            print(one.sendto(b"secret", (host, 53)), "sent")
        except OSError:
            print("refused")
