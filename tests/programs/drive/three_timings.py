"""A child and its parent print in an order that nobody has settled."""
import multiprocessing as mp
import sys


def child():
    print("child", flush=True)


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    process = context.Process(target=child)
    process.start()
    print("parent 1", flush=True)
    print("parent 2", flush=True)
    process.join()
