"""So many processes, each of which computes without end and makes no operation."""
import multiprocessing as mp
import sys


def work():
    number = 0
    while True:
        number += 1


if __name__ == "__main__":
    context = mp.get_context("fork")
    for _ in range(int(sys.argv[1]) - 1):
        context.Process(target=work, daemon=True).start()
    work()
