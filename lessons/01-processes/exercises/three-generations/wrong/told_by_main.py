"""Main, a mother and a daughter."""
import multiprocessing as mp
import os
import time


def live():
    time.sleep(0.1)


def live_with_a_child():
    child = mp.Process(target=live, name="daughter")
    child.start()
    child.join()


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=live_with_a_child, name="mother")
    child.start()
    for name in ("main", "mother", "daughter"):
        print(f"{name}: my pid is {os.getpid()}", flush=True)
    child.join()
