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


print({reach(f"172.{net}.0.{n}", port) for net in (17, 18, 19) for n in (2, 3, 4) for port in (8888, 8081)})
