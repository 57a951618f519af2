"""A pool with a callback: a few workers for many tasks, and each result as soon as it is there."""
import multiprocessing as mp
import time

WORKERS = 3


def solve(task):
    """Your work: here one of the tasks fails."""
    time.sleep(0.2)
    return 100 // task


def done(result):  # in main, one at a time: no lock is needed
    print("result:", result, flush=True)


def failed(problem):  # without it a task that fails is silent
    print("failed:", problem, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(WORKERS)
    for task in (1, 2, 0, 4, 5, 10):
        pool.apply_async(solve, (task,), callback=done, error_callback=failed)
    pool.close()  # no more tasks
    pool.join()  # until all are done
    print("all done")
