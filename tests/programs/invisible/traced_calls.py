# SPDX-License-Identifier: GPL-3.0-or-later
"""What settrace, setprofile and sys._getframe see of calls into multiprocessing; reference counts; recursion."""
import multiprocessing as mp
import multiprocessing.sharedctypes
import sys
import threading
import time

ctx = mp.get_context("fork")
lock, q, event, condition = ctx.Lock(), ctx.SimpleQueue(), ctx.Event(), ctx.Condition()
plain = ctx.Queue()
plain.put("first")
plain.get()
ctx.Value("i", 2).value += 1


def work():
    with lock:
        q.put("x")
    q.get()
    event.set()
    event.wait()
    with condition:
        condition.notify()
    time.sleep(0)
    print("in work")
    plain.qsize()
    ctx.Value("i", 2).value += 1


seen = []


def note(frame, what, argument):
    code = frame.f_code
    if code.co_filename.endswith("synchronize.py") and code.co_name in ("__enter__", "__exit__"):
        return None  # builtins for SemLock: documented
    if code.co_filename == "<string>" and code.co_name in ("getvalue", "setvalue"):
        return None  # of Value: documented too
    if code.co_name == "note" or "threading" in code.co_filename or "random" in code.co_filename:
        return None
    name = getattr(argument, "__qualname__", "") if what.startswith("c_") else ""
    if name.endswith(("Lock.__enter__", "Lock.__exit__")):
        return note
    seen.append((code.co_name, frame.f_lineno, what, name))
    return note


for install, remove in ((sys.settrace, sys.settrace), (sys.setprofile, sys.setprofile)):
    seen.clear()
    install(note)
    work()
    remove(None)
    print(len(seen))
    for line in seen:
        print(*line)

thing = object()
before = sys.getrefcount(thing)
many = [ctx.Process(target=thing, args=(thing,)) for _ in range(3)]
print(sys.getrefcount(thing) - before, [sys.getrefcount(x) for x in (lock, lock._semlock, q, event, condition)])
del many
print(sys.getrefcount(thing) - before)


def depth(n=0):
    try:
        with lock2:
            return depth(n + 1)
    except RecursionError:
        return n


lock2 = ctx.RLock()
print(900 < depth() <= 1000, threading.active_count())
