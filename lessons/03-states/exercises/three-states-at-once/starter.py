"""Three children, one key."""
import multiprocessing as mp


def use(name, key):
    with key:
        print(f"{name} has the key", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    key = mp.Lock()
    ann = mp.Process(target=use, name="ann", args=("ann", key))
    ben = mp.Process(target=use, name="ben", args=("ben", key))
    cleo = mp.Process(target=use, name="cleo", args=("cleo", key))
    ann.start()
    ben.start()
    cleo.start()
    ann.join()
    ben.join()
    cleo.join()
