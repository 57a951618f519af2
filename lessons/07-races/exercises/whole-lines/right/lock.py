"""Ann and Bob read aloud, on one terminal."""
import multiprocessing as mp
import time


def count(name, terminal):
    for number in range(1, 4):
        with terminal:
            print(name, end=" ", flush=True)
            time.sleep(0.1)
            print("has counted", number, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    terminal = mp.Lock()
    readers = [mp.Process(target=count, name=n, args=(n, terminal)) for n in ("ann", "bob")]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
