"""One job that sleeps in the middle of its work, beside one that only computes."""
import multiprocessing as mp
import time


def compute(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def sleeper(has_begun):
    has_begun.set()
    compute(0.1)
    time.sleep(0.3)
    compute(0.1)


if __name__ == "__main__":
    mp.set_start_method("fork")
    has_begun = mp.Event()
    sleeping = mp.Process(target=sleeper, name="sleeper", args=(has_begun,))
    sleeping.start()
    has_begun.wait()  # on a busy machine the second one might come first
    computing = mp.Process(target=compute, name="computes", args=(0.4,))
    computing.start()
    sleeping.join()
    computing.join()
