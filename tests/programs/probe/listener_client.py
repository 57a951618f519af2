# expect: main listens on a local address with a key, the child connects; each has one new end of a connection; the handshake is not shown
import multiprocessing as mp
import os
import sys
import tempfile
from multiprocessing.connection import Client, Listener


def work(address):
    with Client(address, authkey=b'secret') as connection:
        connection.send('hello')
        print(connection.recv())


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    with tempfile.TemporaryDirectory() as folder:
        with Listener(os.path.join(folder, 'door'), backlog=2, authkey=b'secret') as listener:
            child = ctx.Process(target=work, args=(listener.address,))
            child.start()
            with listener.accept() as connection:
                print(connection.recv())
                sys.stdout.flush()
                connection.send('welcome')
                child.join()
