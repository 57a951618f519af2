"""A server hangs up without reading what the client has said."""
import multiprocessing as mp
import socket


def hang_up(server):
    client, _ = server.accept()
    client.recv(1)  # one byte of all that is coming
    client.close()


if __name__ == "__main__":
    mp.set_start_method("fork")
    server = socket.create_server(("127.0.0.1", 0))
    child = mp.Process(target=hang_up, name="server", args=(server,))
    child.start()
    with socket.create_connection(server.getsockname()) as line:
        line.sendall(b"a long story")
        child.join()
        print("main: got", line.recv(10))  # ConnectionResetError
