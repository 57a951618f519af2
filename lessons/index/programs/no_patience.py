"""A result is waited for half a second, and the task takes longer."""
import multiprocessing as mp
import time


def work():
    time.sleep(5)
    return "done"


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Pool(1) as pool:
        result = pool.apply_async(work)
        print("main:", result.get(timeout=0.5))  # TimeoutError
