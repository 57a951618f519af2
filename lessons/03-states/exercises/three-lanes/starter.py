"""Three children, called one, two and three. Who has which lane?"""
import multiprocessing as mp
import time


def first(key):
    with key:
        time.sleep(2)


def second(key):
    while time.process_time() < 1:
        sum(range(1000))


def third(key):
    time.sleep(0.5)
    with key:
        print("third: at last", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    key = mp.Lock()
    children = [
        mp.Process(target=work, name=name, args=(key,))
        for name, work in (("one", first), ("two", second), ("three", third))
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
