"""A child wants to wait for its sister."""
import multiprocessing as mp
import time


def sleep():
    time.sleep(1)


def wait_for(sister):
    sister.join()  # AssertionError: only the parent may wait


if __name__ == "__main__":
    mp.set_start_method("fork")
    sister = mp.Process(target=sleep, name="sister")
    sister.start()
    brother = mp.Process(target=wait_for, name="brother", args=(sister,))
    brother.start()
    brother.join()
    sister.join()
