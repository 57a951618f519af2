"""The connection as a file of lines."""
import multiprocessing as mp
import socket


class Handler(mp.Process):
    def __init__(self, connection):
        super().__init__(daemon=True)
        self.connection = connection

    def run(self):
        with self.connection, self.connection.makefile("r", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                self.connection.sendall(f"{number} {line.upper()}".encode())


def main():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(5)
        while True:
            connection, _ = listener.accept()
            with connection:
                Handler(connection).start()


if __name__ == "__main__":
    mp.set_start_method("fork")
    main()
