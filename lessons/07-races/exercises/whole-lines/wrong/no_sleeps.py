"""Ann and Bob read aloud, on one terminal."""
import multiprocessing as mp


def count(name):
    for number in range(1, 4):
        print(name, end=" ", flush=True)
        print("has counted", end=" ", flush=True)
        print(number, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    ann = mp.Process(target=count, name="ann", args=("ann",))
    bob = mp.Process(target=count, name="bob", args=("bob",))
    ann.start()
    bob.start()
    ann.join()
    bob.join()
