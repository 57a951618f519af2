# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that change multiprocessing themselves: subclasses, replaced methods, mocks, strange attributes."""
import multiprocessing as mp
import multiprocessing.queues
import os
import sys
import threading
from multiprocessing import connection, pool, process
from unittest import mock


class Worker(mp.Process):
    def __init__(self, n):
        super().__init__(name=f"worker {n}")
        self.n = n

    def run(self):
        print("run", self.n, self.name, self._identity, mp.current_process() is self, mp.parent_process().name, flush=True)

    def __getattr__(self, name):
        raise AttributeError(f"no {name}")

    def __repr__(self):
        return f"<mine {self.n}>"


class Loud(mp.queues.SimpleQueue):
    def put(self, thing):
        print("put", type(thing), flush=True)
        super().put(thing)


class Evil:
    def __repr__(self):
        raise RuntimeError("nobody may look")

    __str__ = __len__ = __bool__ = __iter__ = __hash__ = __repr__

    def __eq__(self, other):
        raise RuntimeError("nobody may compare")

    def __reduce__(self):
        return Evil, ()


if __name__ == "__main__":
    ctx = mp.get_context(sys.argv[1])
    workers = [Worker(n) for n in range(2)]
    for w in workers:
        w._popen = None
    mp.set_start_method(sys.argv[1])
    for w in workers:
        w.start()
        w.join()
        print(w, w.exitcode)
    q = Loud(ctx=ctx)
    q.put(1)
    q.put(Evil())
    print(q.get(), type(q.get()))
    with mock.patch.object(process.BaseProcess, "start", autospec=True) as start:
        Worker(5).start()
        print(start.call_count)
    original = process.BaseProcess.join
    process.BaseProcess.join = lambda self, timeout=None: print("my join") or original(self, timeout)
    w = Worker(6)
    w.start()
    w.join()
    process.BaseProcess.join = original
    print(process.BaseProcess.join is original, mp.Process.join is original)
    real, os.fork = os.fork, lambda: print("my fork") or real()
    if os.fork() == 0:
        os._exit(4)
    print(os.wait()[1])
    os.fork = real
    local = threading.local()
    lock = ctx.Lock()
    lock.mark = 1
    print(vars(lock).get("mark"), hasattr(lock, "nothing"), lock == ctx.Lock(), len({lock, lock}))
    c = ctx.Condition(lock)
    try:
        c.notify()
    except Exception as error:
        print(type(error).__name__, error)
    for bad in (lambda: ctx.Semaphore(-1), lambda: ctx.Queue(maxsize="x"), lambda: ctx.Barrier(0), lambda: ctx.Process(1), lambda: ctx.Process(target=1, daemon=2).run(),
                lambda: ctx.BoundedSemaphore(1).release(), lambda: ctx.RLock().release(), lambda: ctx.Pool(0), lambda: connection.wait([1.5], 0),
                lambda: pool.ThreadPool(0), lambda: ctx.Value("zz"), lambda: ctx.Pipe(1)[0].send(lambda: 0), lambda: ctx.Queue().get(True, -1)):
        try:
            print(type(bad()))
        except Exception as error:
            print(type(error).__name__, error)
