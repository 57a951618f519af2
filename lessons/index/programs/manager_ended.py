"""A child waits for an answer of its manager, and the manager is shut down."""
import multiprocessing as mp
import time


def wait_for(letters, ready):
    ready.set()
    print("child: got", letters.get(), flush=True)  # the answer never comes: EOFError


if __name__ == "__main__":
    mp.set_start_method("fork")
    ready = mp.Event()
    manager = mp.Manager()
    letters = manager.Queue()
    child = mp.Process(target=wait_for, name="reader", args=(letters, ready))
    child.start()
    ready.wait()
    time.sleep(0.5)  # by now the child has asked
    manager.shutdown()
    print("main: the manager has ended", flush=True)
    child.join()
