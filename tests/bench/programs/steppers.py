"""So many processes, each with operations without end, none of which waits for another."""
import multiprocessing as mp
import sys


def work(lock):
    while True:
        with lock:
            pass


if __name__ == "__main__":
    context = mp.get_context("fork")
    for _ in range(int(sys.argv[1]) - 1):
        context.Process(target=work, args=(context.Lock(),), daemon=True).start()
    work(context.Lock())
