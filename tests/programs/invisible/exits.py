# SPDX-License-Identifier: GPL-3.0-or-later
"""Exit handlers, daemons and what runs last, in which order."""
import atexit
import multiprocessing as mp
import multiprocessing.util
import os
import sys
import threading
import time


def say(text):
    print(text, flush=True)


def sleeper():
    time.sleep(30)


def child():
    atexit.register(say, "child's atexit")
    mp.util.Finalize(None, say, ("child's finalizer",), exitpriority=5)
    # Some versions run finalizers first, others wait for threads first: longer than the way to either.
    threading.Thread(target=lambda: (time.sleep(0.8), say("child's thread"))).start()


class Held:
    def __del__(self):
        print("deleted")


if __name__ == "__main__":
    atexit.register(say, "first registered")
    ctx = mp.get_context(sys.argv[1])
    mp.util.Finalize(None, say, ("finalizer, late",), exitpriority=-5)
    mp.util.Finalize(None, say, ("finalizer, early",), exitpriority=15)
    atexit.register(say, "last registered")
    p = ctx.Process(target=child)
    p.start()
    p.join()
    daemon = ctx.Process(target=sleeper, daemon=True)
    daemon.start()
    other = ctx.Process(target=say, args=("not a daemon",))
    other.start()
    other.join()
    held = Held()
    q = ctx.Queue()
    q.put(Held) if sys.argv[1] == "fork" else q.put(1)
    say("main has ended")
