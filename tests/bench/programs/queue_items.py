"""50,000 items through a queue from one process to another. Prints the seconds that took."""
import multiprocessing as mp
import time

ITEMS = 50_000


def produce(items):
    for number in range(ITEMS):
        items.put(number)


if __name__ == "__main__":
    mp.set_start_method("fork")
    items = mp.Queue()
    producer = mp.Process(target=produce, args=(items,))
    begin = time.perf_counter()
    producer.start()
    for _ in range(ITEMS):
        items.get()
    elapsed = time.perf_counter() - begin
    producer.join()
    print(elapsed)
