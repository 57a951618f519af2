"""A thread's lock and an open file belong to one process."""
import multiprocessing as mp
import threading


def work(lock):
    with lock:
        print("child: at work", flush=True)


if __name__ == "__main__":
    context = mp.get_context("spawn")
    lock = threading.Lock()  # not mp.Lock()
    child = context.Process(target=work, name="child", args=(lock,))
    child.start()  # TypeError: cannot pickle it
