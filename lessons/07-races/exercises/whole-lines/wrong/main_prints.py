"""Ann and Bob read aloud, on one terminal."""
import multiprocessing as mp


def count(name):
    pass


if __name__ == "__main__":
    mp.set_start_method("fork")
    ann = mp.Process(target=count, name="ann", args=("ann",))
    bob = mp.Process(target=count, name="bob", args=("bob",))
    ann.start()
    bob.start()
    for number in range(1, 4):
        for name in ("ann", "bob"):
            print(f"{name} has counted {number}", flush=True)
    ann.join()
    bob.join()
