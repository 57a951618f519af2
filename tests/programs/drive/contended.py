"""Three workers whose results depend on the order in which they go."""
import multiprocessing
import random
import sys
import time


def work(number, lock, total, results):
    with lock:
        seen = total.value
    time.sleep(0.01)  # between the two critical sections others may write: a lost update, on purpose
    with lock:
        total.value = seen * 3 + number
    results.put((number, total.value, random.randrange(10)))
    print("worker", number, "saw", seen, flush=True)


def main():
    context = multiprocessing.get_context(sys.argv[1])
    lock = context.Lock()
    total = context.Value("q", 1)
    results = context.Queue(1)  # with room for one: a put can wait, too
    workers = [context.Process(target=work, args=(n, lock, total, results)) for n in (1, 2, 3)]
    for worker in workers:
        worker.start()
    print([results.get() for _ in workers], flush=True)
    for worker in workers:
        worker.join()
    print(total.value, flush=True)


if __name__ == "__main__":
    main()
