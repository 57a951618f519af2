"""Main, a mother and a daughter."""
import multiprocessing as mp
import os


def live(names):
    name, *rest = names
    print(name, os.getpid(), flush=True)
    if rest:
        child = mp.Process(target=live, name=rest[0], args=(rest,))
        child.start()
        child.join()


if __name__ == "__main__":
    mp.set_start_method("spawn")
    live(["main", "mother", "daughter"])
