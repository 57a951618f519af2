"""Prints the same each time but for process numbers, an address and a measured time."""
import multiprocessing as mp
import os
import time

if __name__ == "__main__":
    began = time.perf_counter()
    child = mp.get_context("fork").Process(target=print, args=("child of", os.getpid()), name="talker")
    child.start()
    child.join()
    print(f"talker was {child.pid}, {object()}")
    print(f"took {time.perf_counter() - began:.6f} s")
