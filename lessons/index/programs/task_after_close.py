"""A pool is closed, and then given one more task."""
import multiprocessing as mp


def square(number):
    return number * number


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(2)
    print("main:", pool.map(square, range(4)), flush=True)
    pool.close()
    pool.apply_async(square, (4,))  # ValueError: it takes no more
