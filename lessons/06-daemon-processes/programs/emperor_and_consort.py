"""The emperor is main, his consort a daemon, his minister a normal child."""
import multiprocessing as mp
import os
import time

MAGENTA, GREEN, BOLD, PLAIN = "\033[35m", "\033[32m", "\033[1m", "\033[0m"


def live_at_court():
    for season in range(1, 26):
        print(f"{MAGENTA}consort: season {season}{PLAIN}", flush=True)
        time.sleep(0.3)
    print(f"{MAGENTA}consort: a long life is over{PLAIN}", flush=True)


def keep_the_books():
    for page in range(1, 6):
        time.sleep(0.4)
        print(f"{GREEN}minister: page {page} of 5{PLAIN}", flush=True)
    print(f"{GREEN}minister: the books are closed{PLAIN}", flush=True)


def reign():
    consort = mp.Process(target=live_at_court, name="consort", daemon=True)
    minister = mp.Process(target=keep_the_books, name="minister")
    consort.start()
    minister.start()
    time.sleep(1.1)
    print(f"{BOLD}emperor (pid {os.getpid()}): my code ends here{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    reign()
