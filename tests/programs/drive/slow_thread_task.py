"""Tasks of a pool of threads that sleep for longer than anybody tries in vain whether their result has come."""
import time
from multiprocessing.pool import ThreadPool


def task(seconds):
    time.sleep(seconds)
    raise ValueError(f"after {seconds} s")


if __name__ == "__main__":
    try:
        with ThreadPool(2) as pool:
            pool.map(task, [0, 1])
    except ValueError as problem:
        print(problem, flush=True)
