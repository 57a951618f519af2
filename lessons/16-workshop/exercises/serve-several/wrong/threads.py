"""A thread for each client."""
import multiprocessing as mp
import socket
import threading


def serve(connection):
    with connection:
        number = 0
        buffer = b""
        while piece := connection.recv(1024):
            buffer += piece
            *lines, buffer = buffer.split(b"\n")
            for line in lines:
                number += 1
                connection.sendall(f"{number} {line.decode().upper()}\n".encode())


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"listening on port {listener.getsockname()[1]}", flush=True)
    while True:
        connection, address = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()
