"""Three cars wait for the green light, one comes while it is green, and one when it is red again."""
import multiprocessing as mp
import time

GREEN, RED, CYAN, PLAIN = "\033[32m", "\033[31m", "\033[36m", "\033[0m"


def drive(name, seconds, green):
    time.sleep(seconds)  # on the way to the light
    print(f"{CYAN}{name} is at the light{PLAIN}", flush=True)
    green.wait()
    print(f"{CYAN}{name} drives on{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    green = mp.Event()
    cars = [
        mp.Process(target=drive, name=f"car-{n}", args=(f"car-{n}", seconds, green))
        for n, seconds in enumerate([0.1, 0.2, 0.3, 1.5, 2.5], start=1)
    ]
    for car in cars:
        car.start()
    time.sleep(1)
    print(f"{GREEN}green{PLAIN}", flush=True)
    green.set()
    time.sleep(1)
    print(f"{RED}red{PLAIN}", flush=True)
    green.clear()
    time.sleep(1)
    print(f"{GREEN}green{PLAIN}", flush=True)
    green.set()
    for car in cars:
        car.join()
    print("the road is empty")
