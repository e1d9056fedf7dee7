# %% new after add
import socket

try:
    server = socket.create_server(("127.0.0.1", 8080))
    print("free")
except OSError as error:
    print(error)

# %% new after total
for _ in range(1000):
    with socket.create_connection(("127.0.0.1", 8080)) as client:
        served, _ = server.accept()
        served.close()
