# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes of pickles: of classes and functions, and of what multiprocessing sends to its children."""
import multiprocessing as mp
import multiprocessing.queues
import multiprocessing.synchronize
import pickle
import re
import sys
from multiprocessing.reduction import ForkingPickler


def target(*things):
    print([type(thing).__name__ for thing in things], flush=True)


def without_names(data):
    return re.sub(rb"mp-[a-z0-9_]{8}", b"mp-", data)


if __name__ == "__main__":
    ctx = mp.get_context(sys.argv[1])
    for thing in (mp.Process, mp.Process.start, mp.queues.Queue, mp.queues.Queue.put, mp.synchronize.Lock, print, target, ctx.Lock, mp.Queue):
        for protocol in range(2, 6):
            print(pickle.dumps(thing, protocol))
    for thing in (ctx.Lock(), ctx.Queue(), ctx.Process(target=target)):
        try:
            pickle.dumps(thing)
        except Exception as error:
            print(type(error).__name__, error)
    kept = ctx.Lock(), ctx.RLock(), ctx.Event(), ctx.Condition(), ctx.Barrier(2), ctx.Queue(), ctx.SimpleQueue()
    p = ctx.Process(target=target, args=kept)
    lock, q = ctx.Lock(), ctx.SimpleQueue()
    print([type(part).__name__ for part in lock.__getstate__.__self__.__class__.__mro__], len(vars(q)))
    if sys.argv[1] != "fork":
        mp.context.set_spawning_popen(p)
        for thing in (lock, ctx.Event(), ctx.Condition(ctx.Lock()), ctx.Semaphore(3)):
            print(len(without_names(bytes(ForkingPickler.dumps(thing)))), thing)
        print(lock.__getstate__()[1:3], isinstance(lock.__getstate__()[3], str))
        mp.context.set_spawning_popen(None)
    p.start()
    p.join()
    print(p.exitcode)
