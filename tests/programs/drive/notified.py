"""Three sleep on one condition, and are woken one at a time: which one a notify() wakes decides who takes what."""
import multiprocessing as mp
import sys


def take(name, condition, left):
    with condition:
        while left.value == 0:
            condition.wait()
        left.value -= 1
        print(name, "took one", flush=True)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    condition, left = mp.Condition(), mp.Value("i", 0)
    takers = [mp.Process(target=take, args=(name, condition, left)) for name in ("ann", "ben", "cem")]
    for taker in takers:
        taker.start()
    for _ in takers:
        with condition:
            left.value += 1
            condition.notify()
    for taker in takers:
        taker.join()
