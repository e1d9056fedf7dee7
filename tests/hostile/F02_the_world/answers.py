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


print({reach(host, port) for host in ("1.1.1.1", "8.8.8.8") for port in (22, 53, 80, 443)})
