"""A worker of an executor is killed in the middle of its task."""
from concurrent.futures import ProcessPoolExecutor
import multiprocessing as mp
import os
import signal


def work():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    with ProcessPoolExecutor(2, mp_context=mp.get_context("fork")) as executor:
        task = executor.submit(work)
        print("main:", task.result())  # BrokenProcessPool
