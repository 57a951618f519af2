# Expected: four children; they end with 0, 3, by SIGKILL, and by an exception. A shell runs between.
import multiprocessing as mp
import os
import signal
import subprocess
import time


def well():
    time.sleep(0.3)


def with_three():
    os._exit(3)


def killed():
    os.kill(os.getpid(), signal.SIGKILL)


def raising():
    raise ValueError("no such number")


if __name__ == "__main__":
    children = [mp.Process(target=f) for f in (well, with_three, killed, raising)]
    for c in children:
        c.start()
    subprocess.run(["sh", "-c", "sleep 1"])
    for c in children:
        c.join()
