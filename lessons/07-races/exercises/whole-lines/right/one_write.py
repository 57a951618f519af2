"""Ann and Bob read aloud, on one terminal."""
import multiprocessing as mp
import sys
import time


def count(name):
    for number in (1, 2, 3):
        line = name + " has counted " + str(number) + "\n"
        time.sleep(0.15)
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    mp.set_start_method("fork")
    ann = mp.Process(target=count, name="ann", args=("ann",))
    bob = mp.Process(target=count, name="bob", args=("bob",))
    ann.start()
    bob.start()
    ann.join()
    bob.join()
