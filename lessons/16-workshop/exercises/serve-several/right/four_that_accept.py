"""Four processes that all accept on the same listener."""
import multiprocessing as mp
import socket


def lines(connection):
    rest = ""
    while True:
        piece = connection.recv(4096).decode()
        if not piece:
            return
        rest += piece
        while "\n" in rest:
            line, rest = rest.split("\n", 1)
            yield line


def work(listener):
    while True:
        connection, _ = listener.accept()
        number = 0
        for line in lines(connection):
            number += 1
            connection.sendall(bytes(f"{number} {line.upper()}\n", "utf-8"))
        connection.close()


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))
    workers = [mp.Process(target=work, args=(listener,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
