"""A job that starts a job of its own and waits for it."""
import multiprocessing as mp
import time


def compute(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def parent():
    inner = mp.Process(target=compute, name="inner", args=(0.1,))
    inner.start()
    compute(0.1)
    inner.join()


if __name__ == "__main__":
    mp.set_start_method("fork")
    jobs = [mp.Process(target=parent, name="outer"), mp.Process(target=compute, name="other", args=(0.2,))]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
