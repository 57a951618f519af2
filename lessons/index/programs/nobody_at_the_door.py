"""A client calls, and no server listens at this port."""
import socket

if __name__ == "__main__":
    with socket.socket() as free:  # a port that is surely free: we just had it
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    socket.create_connection(("127.0.0.1", port))  # ConnectionRefusedError
