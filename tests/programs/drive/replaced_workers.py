"""Workers that end: a pool starts others, and is joined at last; an executor breaks."""
import multiprocessing as mp
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def double(number):
    print("doubles", number, flush=True)
    return 2 * number


def die():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    pool = mp.Pool(2, maxtasksperchild=1)
    print(pool.map(double, range(3), 1), flush=True)
    pool.close()
    pool.join()
    with ProcessPoolExecutor(2) as executor:
        try:
            executor.submit(die).result()
        except BrokenProcessPool:
            print("broken", flush=True)
