# SPDX-License-Identifier: GPL-3.0-or-later
"""Warnings: of fork beside threads, of what was not closed, of leaked semaphores and segments."""
import multiprocessing as mp
import os
import sys
import threading
import time
import warnings
from multiprocessing import shared_memory

warnings.simplefilter("always")


def alone():
    """Until the kernel has ended the threads that are joined: fork() counts them and warns of them, or does not."""
    while len(os.listdir("/proc/self/task")) > 1:
        time.sleep(0.001)


def child():
    warnings.warn("from the child", stacklevel=2)
    open(os.devnull)


if __name__ == "__main__":
    ctx = mp.get_context(sys.argv[1])
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    p = ctx.Process(target=child)
    p.start()
    p.join()
    if os.fork() == 0:
        os._exit(0)
    os.wait()
    done.set()
    thread.join()
    alone()
    open(os.devnull)
    pool = ctx.Pool(1)
    pool.terminate()
    del pool
    alone()
    ctx.Process(target=child).start()
    segment = shared_memory.SharedMemory(create=True, size=10)
    segment.close()
    sys.stderr.flush()
