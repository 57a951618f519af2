# expect: main listens on 127.0.0.1, accepts the child's connection, and one by create_connection; a connection to the closed port is refused
import multiprocessing as mp
import socket
import sys


def work(address):
    with socket.socket() as client:
        client.connect(address)
        client.sendall(b'hello')


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    server = socket.socket()
    server.bind(('127.0.0.1', 0))
    server.listen(3)
    address = server.getsockname()
    child = ctx.Process(target=work, args=(address,))
    child.start()
    peer, who = server.accept()
    print(peer.recv(5), who[0])
    child.join()
    with socket.create_connection(address) as client:
        other, _ = server.accept()
        other.close()
    peer.close()
    server.close()
    try:
        socket.create_connection(address)
    except ConnectionRefusedError as error:
        print(type(error).__name__)
