"""Waiting, but not for ever: a timeout, and the calls that ignore it."""
import multiprocessing as mp
import time
from queue import Empty, Full

YELLOW, PLAIN = "\033[33m", "\033[0m"


def attempt(words, call):
    began = time.perf_counter()
    try:
        result = f"got {call()!r}"
    except (Empty, Full) as error:
        result = type(error).__name__
    seconds = time.perf_counter() - began
    print(f"{YELLOW}{words:30} {result} after {seconds:.1f} s{PLAIN}", flush=True)


def put_late(box, seconds):
    time.sleep(seconds)
    box.put("a parcel")


if __name__ == "__main__":
    mp.set_start_method("fork")
    box = mp.Queue(maxsize=1)
    attempt("get(timeout=1)", lambda: box.get(timeout=1))
    attempt("get(block=False, timeout=1)", lambda: box.get(block=False, timeout=1))

    sender = mp.Process(target=put_late, name="sender", args=(box, 0.5))
    sender.start()
    attempt("get(timeout=10)", lambda: box.get(timeout=10))
    sender.join()

    box.put("a second parcel")
    attempt("put(timeout=1)", lambda: box.put("a third", timeout=1))
    attempt("put(block=False, timeout=1)", lambda: box.put("a third", block=False, timeout=1))
    attempt("get()", box.get)
