"""Two processes print on one terminal, each line in two pieces."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def count(name, colour):
    for number in range(1, 6):
        print(f"{colour}{name} counts", end=" ", flush=True)
        time.sleep(0.2)  # between the two pieces of a line
        print(f"{colour}{number}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    ann = mp.Process(target=count, name="ann", args=("ann", CYAN))
    bob = mp.Process(target=count, name="bob", args=("bob", GREEN))
    ann.start()
    bob.start()
    ann.join()
    bob.join()
