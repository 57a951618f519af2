"""A server that answers lines. So far it serves one client, and trusts in one recv for each line."""
import multiprocessing as mp
import socket


def serve(connection):
    with connection:
        number = 1
        line = connection.recv(1024).decode()
        connection.sendall(f"{number} {line.upper()}".encode())


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"listening on port {listener.getsockname()[1]}", flush=True)
    connection, address = listener.accept()
    serve(connection)
