"""Two buyers read a counter, and write it lower: under a lock with the argument `locked`."""
import contextlib
import multiprocessing as mp
import sys


def buy(left, mutex):
    with mutex or contextlib.nullcontext():
        seen = left.value
        if seen > 0:
            left.value = seen - 1
            print("bought", flush=True)


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    left = context.Value("i", 1)
    mutex = context.Lock() if "locked" in sys.argv else None
    buyers = [context.Process(target=buy, args=(left, mutex)) for _ in range(2)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    print("left", left.value, flush=True)
