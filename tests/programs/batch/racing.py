"""Two children say their names after a pause of random length: either may be first."""
import multiprocessing as mp
import os
import time


def say(name):
    time.sleep(os.urandom(1)[0] / 255 * 0.05)
    print(name, flush=True)


if __name__ == "__main__":
    context = mp.get_context("fork")
    children = [context.Process(target=say, args=(name,), name=name) for name in ("ann", "ben")]
    for child in children:
        child.start()
    for child in children:
        child.join()
