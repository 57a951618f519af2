"""A TCP server with a process for each client. A message is a line, however it arrives."""
import multiprocessing as mp
import socket
import time

CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"


# -- the server

def lines_of(connection):
    """Each whole line that a client sends. What is left when it hangs up is no message."""
    buffer = b""
    while piece := connection.recv(1024):
        buffer += piece
        *lines, buffer = buffer.split(b"\n")
        for line in lines:
            yield line.decode()
    if buffer:
        print(f"{YELLOW}    hung up after {buffer.decode()!r}{PLAIN}", flush=True)


def serve(connection):
    with connection:
        try:
            for number, line in enumerate(lines_of(connection), start=1):
                time.sleep(0.2)  # the work
                connection.sendall(f"{number} {line.upper()}\n".encode())
        except ConnectionError as problem:  # the client did not even say good-bye
            print(f"{YELLOW}    lost a client: {problem}{PLAIN}", flush=True)


def listen(listener, guests):
    handlers = []
    for number in range(1, guests + 1):
        connection, address = listener.accept()
        handler = mp.Process(target=serve, name=f"handler-{number}", args=(connection,))
        handler.start()
        handlers.append(handler)
        connection.close()  # the handler has its own copy
    for handler in handlers:
        handler.join()
    print(f"{GREEN}    the server closes{PLAIN}", flush=True)


# -- three clients

def answers(connection, wanted):
    heard = b""
    while heard.count(b"\n") < wanted:
        heard += connection.recv(1024)
    return heard.decode().splitlines()


def one_by_one(port):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for word in ("good", "morning"):
            connection.sendall(f"{word}\n".encode())
            print(f"{CYAN}polite heard {answers(connection, 1)}{PLAIN}", flush=True)


def all_at_once(port):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"one\ntwo\nthr")  # two messages and a half in one piece
        time.sleep(0.1)
        connection.sendall(b"ee\n")
        print(f"{CYAN}hasty heard {answers(connection, 3)}{PLAIN}", flush=True)


def leaves(port):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"excuse me, coul")
    print(f"{CYAN}rude has gone{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    server = mp.Process(target=listen, name="server", args=(listener, 3))
    server.start()
    listener.close()
    clients = [
        mp.Process(target=target, name=name, args=(port,))
        for target, name in ((one_by_one, "polite"), (all_at_once, "hasty"), (leaves, "rude"))
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    server.join()
    print("everybody has gone home")
