"""Takes whatever comes for one line."""
import multiprocessing as mp
import socket


def serve(connection):
    with connection:
        number = 0
        while piece := connection.recv(1024):
            number += 1
            connection.sendall(f"{number} {piece.decode().upper()}".encode())


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"listening on port {listener.getsockname()[1]}", flush=True)
    while True:
        connection, address = listener.accept()
        mp.Process(target=serve, args=(connection,), daemon=True).start()
        connection.close()
