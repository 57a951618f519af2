"""Who ends another one asks at once whether it has ended: how long a process takes to end is chance."""
import multiprocessing as mp
import os
import signal
import sys


def wait(lock):
    with lock:
        print("never", flush=True)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    lock = mp.Lock()
    lock.acquire()
    children = [mp.Process(target=wait, args=(lock,)) for _ in range(3)]
    for child in children:
        child.start()
    children[0].terminate()
    print("terminated:", children[0].exitcode, flush=True)
    children[1].kill()
    print("killed:", children[1].is_alive(), flush=True)
    os.kill(children[2].pid, signal.SIGTERM)
    print("sent a signal:", children[2].is_alive(), children[2].exitcode, flush=True)
