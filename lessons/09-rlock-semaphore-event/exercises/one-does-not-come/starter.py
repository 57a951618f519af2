"""A barrier for three, and three runners, one of whom falls on the way."""
import multiprocessing as mp
import time
from threading import BrokenBarrierError


def run(name, patience, start):
    if name == "cleo":
        raise SystemExit(f"{name} has fallen")
    try:
        start.wait(patience)
        print(f"{name} runs", flush=True)
    except BrokenBarrierError:
        print(f"{name} goes home", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    start = mp.Barrier(3)
    ann = mp.Process(target=run, name="ann", args=("ann", 1, start))
    ben = mp.Process(target=run, name="ben", args=("ben", None, start))
    cleo = mp.Process(target=run, name="cleo", args=("cleo", None, start))
    for runner in (ann, ben, cleo):
        runner.start()
    time.sleep(2)
    start.wait()  # main takes the place of cleo
    print("main runs", flush=True)
