"""Main, a mother and a daughter."""
import multiprocessing as mp
import os


def introduce(name):
    print(f"{name}: my pid is {os.getpid()}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    introduce("main")
    for name in ("mother", "daughter"):
        child = mp.Process(target=introduce, name=name, args=(name,))
        child.start()
        child.join()
