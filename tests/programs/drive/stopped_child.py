"""A child that its parent stops by a signal as soon as it is started, and lets go on later."""
import multiprocessing as mp
import os
import signal
import sys


def work():
    print("the child works", flush=True)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    child = mp.Process(target=work)
    child.start()
    os.kill(child.pid, signal.SIGSTOP)
    print("it is stopped", flush=True)
    os.kill(child.pid, signal.SIGCONT)
    child.join()
    print("main ends", flush=True)
