"""One job that sleeps in the middle of its work, beside one that only computes."""
import multiprocessing as mp
import time


def compute(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def sleeper():
    compute(0.1)
    time.sleep(0.3)
    compute(0.1)


if __name__ == "__main__":
    mp.set_start_method("fork")
    jobs = [mp.Process(target=sleeper, name="sleeper"), mp.Process(target=compute, name="computes", args=(0.4,))]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
