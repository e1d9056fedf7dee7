# %% new after add
import os, socket, time

with socket.socket(socket.AF_UNIX) as one:
    try:
        one.connect("\0note")
        print("found")
    except OSError:
        print("nothing")
server = socket.socket(socket.AF_UNIX)
server.bind("\0note")
server.listen()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
