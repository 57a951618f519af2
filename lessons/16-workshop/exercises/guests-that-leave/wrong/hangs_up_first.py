"""Hangs up after the first line, before a guest can leave."""
import multiprocessing as mp
import socket


def serve(connection):
    number, buffer = 0, b""
    while number == 0:
        buffer += connection.recv(1024)
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
