"""A condition is waited for by somebody who does not hold its lock."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    ready = mp.Condition()
    ready.wait(timeout=1)  # AssertionError: first "with ready:"
