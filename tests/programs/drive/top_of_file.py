"""The file prints as it is run: in main, and again in children that are no forks of it."""
import multiprocessing as mp
import sys

print("the top of the file", flush=True)


def work(lock):
    with lock:
        print("work", flush=True)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    lock = mp.Lock()
    children = [mp.Process(target=work, args=(lock,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
