"""A queue with three places: whoever wants to put a fourth item has to wait."""
import multiprocessing as mp
import time

CYAN, GREEN, BOLD, PLAIN = "\033[36m", "\033[32m", "\033[1m", "\033[0m"


def park(cars, spaces):
    for number in range(1, cars + 1):
        spaces.put(f"car {number}")
        print(f"{CYAN}car {number} is parked{PLAIN}", flush=True)


def leave(cars, spaces, opened):
    opened.wait()
    for _ in range(cars):
        car = spaces.get()
        print(f"{GREEN}    {car} leaves{PLAIN}", flush=True)
        time.sleep(0.3)


if __name__ == "__main__":
    mp.set_start_method("fork")
    spaces = mp.Queue(maxsize=3)
    opened = mp.Event()
    arrivals = mp.Process(target=park, name="arrivals", args=(6, spaces))
    exit_gate = mp.Process(target=leave, name="exit", args=(6, spaces, opened))
    arrivals.start()
    exit_gate.start()
    time.sleep(1)
    print(f"{BOLD}main opens the exit{PLAIN}", flush=True)
    opened.set()
    arrivals.join()
    exit_gate.join()
