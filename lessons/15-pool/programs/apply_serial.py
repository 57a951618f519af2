"""A pool of three workers, and apply, which waits for each task: nothing happens side by side."""
import multiprocessing as mp
import os
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def copy_file(name):
    time.sleep(0.5)
    print(f"{GREEN}    {name} copied by process {os.getpid()}{PLAIN}", flush=True)
    return len(name)


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(3)
    began = time.perf_counter()
    for name in ("bread", "milk", "tea", "honey", "jam", "salt"):
        length = pool.apply(copy_file, (name,))
        print(f"{CYAN}main has the result {length}{PLAIN}", flush=True)
    print(f"six tasks, {time.perf_counter() - began:.1f} s")
    pool.close()
    pool.join()
