"""One child computes until a file appears, the other makes one operation after the other."""
import multiprocessing as mp
import os
import sys


def compute(path):
    while not os.path.exists(path):
        sum(range(100))


def operate(lock, path):
    while not os.path.exists(path):
        with lock:
            pass


if __name__ == "__main__":
    context, path = mp.get_context("fork"), sys.argv[1]
    lock = context.Lock()
    both = [
        context.Process(target=compute, args=(path,)),
        context.Process(target=operate, args=(lock, path)),
    ]
    for process in both:
        process.start()
    print("started", flush=True)
    for process in both:
        process.join()
    print("done", flush=True)
