"""A cook and two waiters: a plate on the counter, and a bell that says that there is news."""
import multiprocessing as mp
import time

YELLOW, CYAN, PLAIN = "\033[33m", "\033[36m", "\033[0m"


def serve(name, plates, bell):
    for _ in range(2):
        with bell:
            while plates.value == 0:
                bell.wait()  # lets go of the lock, sleeps, and takes it again
            plates.value -= 1
        print(f"{CYAN}{name} serves a plate{PLAIN}", flush=True)
        time.sleep(0.3)


def cook(plates, bell):
    for number in range(1, 5):
        time.sleep(0.5)
        with bell:
            plates.value += 1
            print(f"{YELLOW}cook: plate {number} is on the counter{PLAIN}", flush=True)
            bell.notify()


if __name__ == "__main__":
    mp.set_start_method("fork")
    plates = mp.Value("i", 0)  # looked at and changed only with the lock in bell
    bell = mp.Condition()
    people = [
        mp.Process(target=serve, name="waiter-1", args=("waiter-1", plates, bell)),
        mp.Process(target=serve, name="waiter-2", args=("waiter-2", plates, bell)),
        mp.Process(target=cook, name="cook", args=(plates, bell)),
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    print(f"plates left: {plates.value}")
