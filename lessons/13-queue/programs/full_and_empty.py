"""Calls that do not wait: they raise Full or Empty instead."""
import multiprocessing as mp
from queue import Empty, Full

CYAN, GREEN, RED, PLAIN = "\033[36m", "\033[32m", "\033[31m", "\033[0m"


def fill(shelf, filled):
    for book in ("atlas", "bible", "cookbook"):
        try:
            shelf.put_nowait(book)
            print(f"{CYAN}filler: put {book}{PLAIN}", flush=True)
        except Full:
            print(f"{RED}filler: Full, no room for {book}{PLAIN}", flush=True)
    filled.set()


def clear(shelf, filled):
    filled.wait()
    for _ in range(2):
        book = shelf.get(timeout=5)  # on its way for a moment, so wait a little
        print(f"{GREEN}    clearer: got {book}{PLAIN}", flush=True)
    try:
        shelf.get_nowait()
    except Empty:
        print(f"{RED}    clearer: Empty, nothing left{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    shelf = mp.Queue(maxsize=2)
    filled = mp.Event()
    filler = mp.Process(target=fill, name="filler", args=(shelf, filled))
    clearer = mp.Process(target=clear, name="clearer", args=(shelf, filled))
    filler.start()
    clearer.start()
    filler.join()
    clearer.join()
