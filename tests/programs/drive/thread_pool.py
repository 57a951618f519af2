"""A pool of threads: its workers take their tasks from a queue in memory, and a row of unknown length is one of them."""
from multiprocessing.pool import ThreadPool


def square(n):
    return n * n


if __name__ == "__main__":
    with ThreadPool(3) as pool:
        print(list(pool.imap(square, iter(range(6)))), flush=True)
        print(pool.map(square, range(4)), flush=True)
