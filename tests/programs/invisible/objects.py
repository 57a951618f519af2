# SPDX-License-Identifier: GPL-3.0-or-later
"""What objects of multiprocessing look like: repr, dir, attributes, order of bases."""
import multiprocessing as mp
import multiprocessing.pool
import sys
from concurrent.futures import ProcessPoolExecutor


def square(n):
    return n * n


def look(name, thing):
    bases = dict.fromkeys(c.__module__ + "." + c.__qualname__ for c in type(thing).__mro__)  # SemLock's stands there twice: documented
    print(name, type(thing), list(bases), thing)
    print("   ", sorted(a for a in dir(thing) if a != "__module__"))
    print("   ", sorted(getattr(thing, "__dict__", ())), bool(thing.__doc__), callable(thing))


if __name__ == "__main__":
    ctx = mp.get_context(sys.argv[1])
    r, w = ctx.Pipe(False)
    things = {name: getattr(ctx, name)() for name in ("Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Queue",
                                                      "JoinableQueue", "SimpleQueue", "Process")}
    for name, thing in things.items():
        look(name, thing)
    look("Barrier", ctx.Barrier(2))
    look("SemLock", things["Lock"]._semlock)
    look("Value", ctx.Value("i", 3))
    look("Array", ctx.Array("i", 3))
    print(type(r), sorted(dir(r)), r.closed, r.readable, w.writable)
    with ctx.Pool(1) as pool:
        look("Pool", pool)
        result = pool.apply_async(square, (3,))
        print(result.get(), type(result), sorted(vars(result)), pool.map(square, range(4)))
    with ctx.Manager() as manager:
        for thing in (manager.list([1]), manager.dict(a=1), manager.Lock(), manager.Queue(), manager.Namespace()):
            print(type(thing), sorted(dir(thing)))
    with ProcessPoolExecutor(1, ctx) as executor:
        future = executor.submit(square, 3)
        print(future.result(), type(executor), type(future), sorted(vars(future)), sorted(vars(executor)))
    q = things["Queue"]
    q.put(1)
    print(q.get(), sorted(vars(q)), q.empty(), q.close(), q.join_thread())
