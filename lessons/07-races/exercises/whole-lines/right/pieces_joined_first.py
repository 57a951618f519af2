"""Ann and Bob read aloud, on one terminal."""
import multiprocessing as mp
import time


def count(name):
    for number in range(1, 4):
        pieces = [name]
        time.sleep(0.1)
        pieces.append("has counted")
        time.sleep(0.1)
        pieces.append(str(number))
        print(" ".join(pieces), flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    ann = mp.Process(target=count, name="ann", args=("ann",))
    bob = mp.Process(target=count, name="bob", args=("bob",))
    ann.start()
    bob.start()
    ann.join()
    bob.join()
