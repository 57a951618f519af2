"""Lines with and without operations."""
import multiprocessing as mp


def twice(number):
    doubled = number + number
    return doubled


def work(lock):
    total = 0
    for number in range(3):
        total += twice(number)
    with lock:
        print("total", total, flush=True)


if __name__ == "__main__":
    context = mp.get_context("fork")
    lock = context.Lock()
    child = context.Process(target=work, args=(lock,))
    lock.acquire()
    child.start()
    lock.release()
    work(lock)
    child.join()
