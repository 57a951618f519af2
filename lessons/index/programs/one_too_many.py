"""A queue for two, and somebody who does not want to wait for a place."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    letters = mp.Queue(maxsize=2)
    for letter in ("a", "b", "c"):
        letters.put_nowait(letter)  # the third time: Full
        print("main: put", letter, flush=True)
