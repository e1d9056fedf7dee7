# %% new after add
import os, socket, time

try:
    socket.create_connection(("127.0.0.1", 7777), 0.5)
    print("found")
except OSError:
    print("nothing")
server = socket.socket()
server.bind(("127.0.0.1", 7777))
server.listen()
if os.fork() == 0:
    os.setsid()
    time.sleep(600)
