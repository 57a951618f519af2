"""Lines by makefile; what has no new line at its end is dropped."""
import multiprocessing as mp
import socket


def serve(connection):
    with connection, connection.makefile() as lines:
        for number, line in enumerate(lines, start=1):
            if line.endswith("\n"):
                connection.sendall(f"{number} {line.upper()}".encode())


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))
    while True:
        connection, address = listener.accept()
        mp.Process(target=serve, args=(connection,), daemon=True).start()
        connection.close()
