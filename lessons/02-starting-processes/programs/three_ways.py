"""The same child, started by fork, by spawn and by forkserver: what does it find?"""
import multiprocessing as mp
import os
import time

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"
basket = ["bread"]
print(f"{YELLOW}the top of the file is run by {mp.current_process().name}{PLAIN}", flush=True)


def look(way):
    print(f"{CYAN}  {way}: the basket has {basket}{PLAIN}", flush=True)


if __name__ == "__main__":
    basket.append("cheese")  # in main only, before any child is there
    for way in ("fork", "spawn", "forkserver"):
        child = mp.get_context(way).Process(target=look, name=way, args=(way,))
        began = time.perf_counter()
        child.start()
        child.join()
        milliseconds = (time.perf_counter() - began) * 1000
        print(f"main {os.getpid()}: {way} took {milliseconds:.0f} ms", flush=True)
