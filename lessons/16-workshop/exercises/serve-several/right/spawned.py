"""Spawned handlers: the connection is sent to the new process."""
import multiprocessing as mp
import socket


def serve(connection):
    number, rest = 1, b""
    for piece in iter(lambda: connection.recv(100), b""):
        rest += piece
        while (end := rest.find(b"\n")) >= 0:
            line, rest = rest[:end], rest[end + 1:]
            connection.sendall(b"%d %s\n" % (number, line.upper()))
            number += 1


if __name__ == "__main__":
    spawn = mp.get_context("spawn")
    listener = socket.create_server(("127.0.0.1", 0))
    handlers = []
    while True:
        connection, _ = listener.accept()
        handlers.append(spawn.Process(target=serve, args=(connection,)))
        handlers[-1].start()
        connection.close()
