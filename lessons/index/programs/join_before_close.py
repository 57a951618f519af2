"""A pool is joined while it still takes tasks."""
import multiprocessing as mp


def square(number):
    return number * number


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(2)
    print("main:", pool.map(square, range(4)), flush=True)
    pool.join()  # ValueError: close() comes first
