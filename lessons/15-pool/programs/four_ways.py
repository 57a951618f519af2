"""Four tasks that compute, four that wait: in a loop, in threads, in processes, in a pool."""
import multiprocessing as mp
import os
import threading
import time

TASKS = 4


def compute():
    sum(number * number for number in range(2_000_000))


def wait():
    time.sleep(0.5)  # as for a file or an answer from far away


def loop(task):
    for _ in range(TASKS):
        task()


def side_by_side(kind, task):
    workers = [kind(target=task) for _ in range(TASKS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def pool(task):
    with mp.Pool(TASKS) as workers:
        for result in [workers.apply_async(task) for _ in range(TASKS)]:
            result.get()
        workers.close()
        workers.join()


def measure(name, way, *args):
    used, began = sum(os.times()[:4]), time.perf_counter()  # CPU time, also of ended children
    way(*args)
    seconds = time.perf_counter() - began
    cpus = (sum(os.times()[:4]) - used) / seconds
    bar = "█" * round(seconds * 5)
    print(f"{name:9} {seconds:4.1f} s {cpus:4.1f} CPUs {bar}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    for title, task in (("computing", compute), ("waiting", wait)):
        print(f"four tasks, {title}", flush=True)
        measure("loop", loop, task)
        measure("threads", side_by_side, threading.Thread, task)
        measure("processes", side_by_side, mp.Process, task)
        measure("pool", pool, task)
