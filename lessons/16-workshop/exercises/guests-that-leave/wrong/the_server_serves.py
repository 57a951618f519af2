"""The server serves each guest itself."""
import multiprocessing as mp
import socket


def serve(connection):
    number, buffer = 0, b""
    while piece := connection.recv(1024):
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
        serve(connection)
        connection.close()
