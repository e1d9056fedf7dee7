# %% new after add
import os, socket, tempfile

print("free", os.statvfs("/dev/shm").f_bfree == os.statvfs("/dev/shm").f_blocks)

# %% new after total
one, other = socket.socketpair()
with tempfile.TemporaryFile(dir="/dev/shm") as file:
    file.write(bytes(40 << 20))
    file.flush()
    socket.send_fds(one, [b"x"], [file.fileno(), one.fileno(), other.fileno()])
    socket.send_fds(other, [b"x"], [file.fileno(), one.fileno(), other.fileno()])
