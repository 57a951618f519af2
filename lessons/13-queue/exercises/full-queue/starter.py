"""A queue with two places, both taken, and four ways to put a third item."""
import multiprocessing as mp
from queue import Full


def attempt(number, call):
    try:
        call()
        print(f"{number}: done", flush=True)
    except Full:
        print(f"{number}: Full", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    box = mp.Queue(maxsize=2)
    box.put("red")
    box.put("green")
    attempt(1, lambda: box.put_nowait("blue"))
    attempt(2, lambda: box.put("blue", block=False, timeout=5))
    attempt(3, lambda: box.put("blue", timeout=1))
    attempt(4, lambda: box.put("blue"))
