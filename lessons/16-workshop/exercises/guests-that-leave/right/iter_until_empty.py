"""iter with the empty bytes as its end."""
import multiprocessing as mp
import socket


def serve(connection):
    number, buffer = 0, b""
    for piece in iter(lambda: connection.recv(64), b""):
        buffer += piece
        *lines, buffer = buffer.split(b"\n")
        for line in lines:
            number += 1
            connection.sendall(f"{number} {line.decode().upper()}\n".encode())


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))
    while True:
        connection, address = listener.accept()
        mp.Process(target=serve, args=(connection,), daemon=True).start()
        connection.close()
