"""The same table, but everybody takes the fork with the lower number first."""
import multiprocessing as mp
import time

NAMES = ["plato", "hypatia", "kant", "arendt", "laozi"]
YELLOW, GREEN, PLAIN = "\033[33m", "\033[32m", "\033[0m"


def dine(name, lower, higher):
    with lower:
        print(f"{YELLOW}{name} has the first fork{PLAIN}", flush=True)
        time.sleep(0.5)
        with higher:
            print(f"{GREEN}{name} eats{PLAIN}", flush=True)
            time.sleep(0.2)


if __name__ == "__main__":
    mp.set_start_method("fork")
    forks = [mp.Lock() for _ in NAMES]
    philosophers = []
    for place, name in enumerate(NAMES):
        lower, higher = sorted([place, (place + 1) % len(NAMES)])
        args = (name, forks[lower], forks[higher])
        philosophers.append(mp.Process(target=dine, name=name, args=args))
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join()
    print("everybody has eaten")
