"""Twelve pages from a server that allows four connections at a time."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"
WORKERS = 4


def fetch(page):
    if page < 5:
        time.sleep(1)
    return None if page > 4 else f"page {page}"


def show(text):
    print(f"{GREEN}got {text}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    began = time.perf_counter()
    pool = mp.Pool(WORKERS)
    for page in range(1, 13):
        pool.apply_async(fetch, (page,), callback=show)
    pool.close()
    pool.join()
    print(f"{CYAN}all pages, {time.perf_counter() - began:.1f} s{PLAIN}", flush=True)
