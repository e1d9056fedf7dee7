# %% new after total
import ctypes, os

libc = ctypes.CDLL(None)
kept = [libc.inotify_init() for _ in range(60)]
for one in kept:
    libc.inotify_add_watch(one, b"/tmp", 0xFFF)
for _ in range(50):
    libc.epoll_create1(0), libc.eventfd(1, 0), libc.timerfd_create(1, 0)
if os.fork() == 0:
    os.setsid()
    import time
    time.sleep(600)
