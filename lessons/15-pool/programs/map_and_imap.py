"""map gives all results at once and in order; imap_unordered gives each as soon as it is there."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def weigh(seconds):
    time.sleep(seconds)
    print(f"{GREEN}    weighed {seconds}{PLAIN}", flush=True)
    return seconds


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(3)
    parcels = [0.9, 0.3, 0.6]
    print(f"{CYAN}map: {pool.map(weigh, parcels)}{PLAIN}", flush=True)
    for result in pool.imap_unordered(weigh, parcels):
        print(f"{CYAN}imap_unordered: {result}{PLAIN}", flush=True)
    pool.close()
    pool.join()
