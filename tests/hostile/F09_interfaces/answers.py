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


import fcntl, struct

print([name for _, name in socket.if_nameindex() if open(f"/sys/class/net/{name}/operstate").read().strip() == "up"])
with socket.socket() as one:
    try:
        fcntl.ioctl(one, 0x8914, struct.pack("16sh", b"lo", 0x43))
        print("changed")
    except OSError:
        print("refused")
