"""Five philosophers at a round table, five forks, and everybody needs two of them."""
import multiprocessing as mp
import time

NAMES = ["plato", "hypatia", "kant", "arendt", "laozi"]
YELLOW, GREEN, PLAIN = "\033[33m", "\033[32m", "\033[0m"


def dine(name, left, right):
    with left:
        print(f"{YELLOW}{name} has the left fork{PLAIN}", flush=True)
        time.sleep(0.5)  # a thought on the way to the other fork
        with right:
            print(f"{GREEN}{name} eats{PLAIN}", flush=True)
            time.sleep(0.2)


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
