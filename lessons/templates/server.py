"""A server with a process for each client, and two clients that talk to it. A message is a line."""
import multiprocessing as mp
import socket

CLIENTS = 2


def answer(line):
    """Your work: what a client gets for its line."""
    return line.upper()


def serve(connection):
    with connection, connection.makefile("r") as lines:
        for line in lines:  # until the client hangs up
            connection.sendall(answer(line).encode())


def listen(listener):
    handlers = []
    for number in range(1, CLIENTS + 1):
        connection, _ = listener.accept()
        handler = mp.Process(target=serve, name=f"handler-{number}", args=(connection,))
        handler.start()
        handlers.append(handler)
        connection.close()  # the handler has its own copy
    for handler in handlers:
        handler.join()


def talk(port, words):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        with connection.makefile("r") as answers:
            for word in words:
                connection.sendall(f"{word}\n".encode())
                print(f"{word} -> {answers.readline().strip()}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))  # 0: any port that is free
    port = listener.getsockname()[1]
    server = mp.Process(target=listen, name="server", args=(listener,))
    server.start()
    listener.close()  # the server has its own copy
    clients = [
        mp.Process(target=talk, name=name, args=(port, words))
        for name, words in (("anna", ("hello", "bye")), ("ben", ("one", "two", "three")))
    ]
    for client in clients:
        client.start()
    for process in (*clients, server):
        process.join()
    print("all done")
