"""Two clients of one TCP server: who connects first is served first."""
import multiprocessing as mp
import socket
import sys


def client(name, port):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(name.encode())
        print(name, "heard", connection.recv(100).decode(), flush=True)


def main():
    context = mp.get_context(sys.argv[1])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        clients = [context.Process(target=client, args=(name, port)) for name in ("one", "two")]
        for process in clients:
            process.start()
        for number in (1, 2):
            connection, _ = listener.accept()
            with connection:
                guest = connection.recv(100).decode()
                connection.sendall(f"{guest} is number {number}".encode())
    for process in clients:
        process.join()
    print("closed", flush=True)


if __name__ == "__main__":
    main()
