"""Five philosophers, five forks, and everybody needs two of them."""
import multiprocessing as mp
import time

NAMES = ["plato", "hypatia", "kant", "arendt", "laozi"]


def eat(name):
    print(f"{name} eats", flush=True)
    time.sleep(0.1)
    print(f"{name} has eaten", flush=True)


def dine(name, left, right):
    time.sleep(0.3)  # thinks
    with left:
        time.sleep(0.2)  # a thought on the way to the other fork
        with right:
            eat(name)


if __name__ == "__main__":
    mp.set_start_method("fork")
    forks = [mp.Lock() for _ in NAMES]
    philosophers = []
    for place, name in enumerate(NAMES):
        left, right = forks[place], forks[(place + 1) % len(NAMES)]
        philosophers.append(mp.Process(target=dine, name=name, args=(name, left, right)))
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join()
    print("everybody has eaten")
