"""A client calls a listener with another key than the listener has."""
import multiprocessing as mp
from multiprocessing.connection import AuthenticationError, Client, Listener


def call(address):
    Client(address, authkey=b"sesame").close()  # AuthenticationError


if __name__ == "__main__":
    mp.set_start_method("fork")
    with Listener(authkey=b"open sesame") as listener:
        child = mp.Process(target=call, name="caller", args=(listener.address,))
        child.start()
        try:
            listener.accept()
        except AuthenticationError as problem:
            print("main: not let in:", problem, flush=True)
        child.join()
