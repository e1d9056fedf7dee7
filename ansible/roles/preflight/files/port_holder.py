"""Tells whether a TCP port of this host can be bound, and if not, which program listens there.

Prints nothing for a free port, else the holder: "nginx (pid 812)", or "another program" when it cannot
be seen.
"""

import pathlib
import socket
import sys

LISTEN = "0A"


def is_free(address: str, port: int) -> bool:
    """Return whether `address:port` can be bound now."""
    with socket.socket() as probe:
        # Connections of a stopped server linger for a minute and do not block a new one.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def listening_inodes(port: int) -> set[str]:
    """Return the socket inodes that listen on `port`, IPv4 and IPv6."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for row in pathlib.Path(table).read_text().splitlines()[1:] if pathlib.Path(table).exists() else []:
            fields = row.split()
            if int(fields[1].rsplit(":", 1)[1], 16) == port and fields[3] == LISTEN:
                inodes.add(f"socket:[{fields[9]}]")
    return inodes


def holder(port: int) -> str:
    """Return the name and pid of the program that listens on `port`."""
    inodes = listening_inodes(port)
    for descriptor in pathlib.Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(descriptor.readlink()) in inodes:
                process = descriptor.parents[1]
                return f"{(process / 'comm').read_text().strip()} (pid {process.name})"
        except OSError:
            continue
    return "another program"


if __name__ == "__main__":
    if not is_free(sys.argv[1], int(sys.argv[2])):
        print(holder(int(sys.argv[2])))
