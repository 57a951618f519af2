"""Three children count, main adds up."""
import multiprocessing as mp
import time


def count(number, numbers):
    time.sleep(0.5)  # counting takes its time
    numbers.put(number)


if __name__ == "__main__":
    mp.set_start_method("fork")
    parts = {"apples": 10, "pears": 20, "plums": 30}
    numbers = mp.Queue()
    children = [
        mp.Process(target=count, name=name, args=(number, numbers)) for name, number in parts.items()
    ]
    for child in children:
        child.start()
    total = sum(numbers.get() for _ in children)
    for child in children:
        child.join()
    print(f"fruit: {total}", flush=True)
