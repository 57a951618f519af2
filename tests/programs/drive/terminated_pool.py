"""A pool of threads is terminated in the middle of a task: what the task returns comes back to nobody."""
from multiprocessing.pool import ThreadPool


def task():
    print("task begins", flush=True)
    print("task ends", flush=True)


if __name__ == "__main__":
    pool = ThreadPool(1)
    pool.apply_async(task)
    pool.terminate()
    print("terminated", flush=True)
    print("main ends", flush=True)
