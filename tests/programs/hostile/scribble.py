# SPDX-License-Identifier: GPL-3.0-or-later
# expect: ends by itself or by a signal of its own making; whoever watches lives on
"""Random bytes over all of the trace that is mapped here, again and again, while others use locks and queues."""
import ctypes
import multiprocessing as mp
import random
import sys
import time

import shared_trace


def work(lock, queue):
    for i in range(300):
        with lock:
            queue.put(i)
            queue.get()


def scribble(seconds, seed):
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for start, stop in shared_trace.mapped():
            for _ in range(200):
                length = chance.choice((1, 4, 8, 64, 4096))
                at = chance.randrange(start, max(start + 1, stop - length))
                ctypes.memmove(at, chance.randbytes(length), length)
            ctypes.memmove(start + 128, chance.randbytes(24), 24)  # next unit, limit, streams: near the start


if __name__ == "__main__":
    mp.set_start_method("fork")
    lock, queue = mp.Lock(), mp.Queue()
    seed = int(sys.argv[1])
    workers = [mp.Process(target=work, args=(lock, queue)) for _ in range(2)]
    hostile = mp.Process(target=scribble, args=(1.0, seed))
    for p in [*workers, hostile]:
        p.start()
    hostile.join()
    print("scribbled", flush=True)
    for p in workers:
        p.join(1)
        if p.exitcode is None:
            p.kill()
            p.join()
