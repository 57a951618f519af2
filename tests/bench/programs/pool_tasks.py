"""20,000 tiny tasks through a pool of two, one at a time. Prints the seconds that took."""
import multiprocessing as mp
import time


def square(number):
    return number * number


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Pool(2) as pool:
        begin = time.perf_counter()
        pool.map(square, range(20_000), chunksize=1)
        print(time.perf_counter() - begin)
