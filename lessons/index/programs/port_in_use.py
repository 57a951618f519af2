"""Two servers want the same port."""
import socket

if __name__ == "__main__":
    first = socket.create_server(("127.0.0.1", 0))
    port = first.getsockname()[1]
    print("the first server has port", port, flush=True)
    second = socket.create_server(("127.0.0.1", port))  # OSError
