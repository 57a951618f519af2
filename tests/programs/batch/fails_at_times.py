"""Its child fails in half of the runs."""
import multiprocessing as mp
import os


def work():
    if os.urandom(1)[0] % 2:
        raise ValueError("unlucky")


if __name__ == "__main__":
    child = mp.get_context("fork").Process(target=work, name="worker")
    child.start()
    child.join()
