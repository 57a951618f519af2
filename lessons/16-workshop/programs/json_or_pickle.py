"""The same values over a socket, as JSON and as pickle: what arrives, and what may come with it."""
import json
import multiprocessing as mp
import pickle
import socket

CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"
HEADER = 4  # bytes that say how long the message is


def send_message(connection, data):
    connection.sendall(len(data).to_bytes(HEADER, "big") + data)


def receive_exactly(connection, size):
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            raise EOFError("hung up in the middle of a message")
        data += piece
    return data


def receive_message(connection):
    size = int.from_bytes(receive_exactly(connection, HEADER), "big")
    return receive_exactly(connection, size)


class Surprise:
    """Unpickling it calls a function that the sender has chosen."""

    def __reduce__(self):
        return print, (f"{YELLOW}    this line was chosen by the sender{PLAIN}",)


def receive_all(connection):
    with connection:
        for name, loads in (("JSON", json.loads), ("pickle", pickle.loads)):
            data = receive_message(connection)
            print(f"{GREEN}    {name}: {loads(data)} from {len(data)} bytes{PLAIN}", flush=True)
        pickle.loads(receive_message(connection))  # never do this with a stranger's bytes


if __name__ == "__main__":
    mp.set_start_method("fork")
    here, there = socket.socketpair()
    receiver = mp.Process(target=receive_all, name="receiver", args=(there,))
    receiver.start()
    there.close()
    seat = {"row": 7, "seats": (3, 4), 5: None}
    with here:
        send_message(here, json.dumps(seat).encode())
        send_message(here, pickle.dumps(seat))
        try:
            json.dumps({1, 2, 3})
        except TypeError as problem:
            print(f"{CYAN}JSON refuses a set: {problem}{PLAIN}", flush=True)
        send_message(here, pickle.dumps(Surprise()))
    receiver.join()
