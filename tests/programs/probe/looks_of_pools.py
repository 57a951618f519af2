# expect: nothing that a program can see of pools, executors, managers, threads, signals and waits differs from a run without the probe
import multiprocessing as mp, multiprocessing.pool as mpool, multiprocessing.managers as mm, concurrent.futures.process as cfp, concurrent.futures as cf
import os, signal, subprocess, threading, _thread, inspect, pickle, traceback, sys, functools, gc, weakref
def bad(x): raise ValueError("bad", x)
def ok(*a, **k): return a
def show(n, s): 
    print(n, s)
if __name__ == "__main__":
    ctx = mp.get_context(sys.argv[1] if len(sys.argv)>1 else "fork")
    for cls, names in ((mpool.Pool, "__init__ apply apply_async map imap close terminate join".split()), (mpool.ApplyResult, "get wait _set".split()),
                       (mpool.IMapIterator, ["next","__next__"]), (cf.ProcessPoolExecutor, ["submit","shutdown","__init__"]), (cf.Future, ["result","exception","set_result"]),
                       (mm.BaseManager, ["start","_create"]), (mm.BaseProxy, ["_callmethod"]), (subprocess.Popen, ["__init__","wait","communicate"]), (threading.Thread, ["start","join"])):
        for n in names:
            f = getattr(cls, n); show(n, (str(inspect.signature(f)), f.__qualname__, f.__module__, f.__doc__, callable(f), f.__defaults__))
    print(mpool.IMapIterator.next is mpool.IMapIterator.__next__)
    for f in (os.wait, os.waitpid, os.wait3, os.wait4, os.waitid, os.posix_spawn, os.posix_spawnp, signal.raise_signal, signal.signal, signal.getsignal):
        show(f.__name__, (f.__qualname__, f.__module__, f.__doc__, getattr(f,"__text_signature__",0), str(inspect.signature(f)) if getattr(f,"__text_signature__",0) and "spawn" not in f.__name__ else 0, pickle.loads(pickle.dumps(f)) is f))
    for t in (_thread.LockType, _thread.RLock):
        print(t, sorted(dir(t)), [repr(getattr(t,n)) for n in ("acquire","release","__enter__","__exit__")], t.acquire.__doc__)
    print(threading.Lock, repr(threading.Lock())[:8], inspect.signature(threading.RLock), threading.RLock.__doc__[:20])
    print(pickle.dumps(mpool.worker), pickle.dumps(cfp._process_worker), pickle.dumps(mpool.Pool.map))
    pool = ctx.Pool(1)
    try: pool.apply(bad, (1,))
    except ValueError as e: print(str(e.__cause__).replace(os.getcwd(), "")); traceback.print_exc(file=sys.stdout)
    try: pool.map(bad, [1,2,3])
    except ValueError as e: traceback.print_exc(file=sys.stdout)
    try: next(pool.imap(bad, [1]))
    except ValueError as e: traceback.print_exc(file=sys.stdout)
    try: pool.apply(ok, (lambda: 0,))
    except Exception as e: print(type(e))
    try: pool.apply_async(ok).get(timeout="x")
    except TypeError as e: print(e)
    r = pool.apply_async(ok, (1,), callback=5 if 0 else None); r.wait(); print(sorted(vars(r)), r.get(), r.successful())
    r = pool.map_async(ok, []); print(r.get(), r.ready())
    print(list(pool.imap_unordered(ok, iter([1,2]), chunksize=2)), pool.starmap(ok, [(1,2)]))
    print(sorted(vars(pool)))
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    try: pool.apply_async(__import__("time").sleep, (5,)).get()
    except KeyboardInterrupt: traceback.print_exc(file=sys.stdout)
    pool.terminate(); pool.join()
    try: pool.map(ok, [1])
    except ValueError as e: traceback.print_exc(file=sys.stdout)
    w = weakref.ref(pool); del pool; gc.collect(); print(w())
    with mpool.ThreadPool(2) as tp: print(tp.map(ok, [1,2])); 
    with cf.ProcessPoolExecutor(1, mp_context=ctx) as ex:
        f = ex.submit(bad, 2)
        try: f.result()
        except ValueError as e: print(e.__cause__); traceback.print_exc(file=sys.stdout)
        print(list(ex.map(ok, [1,2,3], [4,5,6], chunksize=2)), sorted(vars(f)), sorted(vars(ex)))
        try: ex.submit()
        except TypeError as e: print(e)
        try: ex.submit(ok, lambda: 0).result()
        except Exception as e: print(type(e), str(e)[:20])
        f = ex.submit(ok, 1); print(cf.wait([f]).not_done, f.exception(timeout=5), [x.result() for x in cf.as_completed([f])])
    try: ex.submit(ok)
    except RuntimeError as e: traceback.print_exc(file=sys.stdout)
    with ctx.Manager() as m:
        l = m.list([1]); print(l, repr(l)[:10], sorted(vars(l)), l._callmethod.__name__)
        try: l.remove(5)
        except ValueError as e: traceback.print_exc(file=sys.stdout)
        try: l.nosuch
        except AttributeError as e: print(e)
        it = m.dict(a=m.list([2])); print(it["a"][0], sorted(it.keys()), [x for x in m.dict(b=1)])
    try: os.waitpid("a")
    except TypeError as e: print(e)
    try: os.waitpid(99999999, 0)
    except ChildProcessError as e: traceback.print_exc(file=sys.stdout)
    try: signal.signal(99, ok)
    except ValueError as e: print(e)
    try: signal.signal(10, 5)
    except TypeError as e: print(e)
    try: subprocess.Popen(["/nowhere"])
    except OSError: traceback.print_exc(file=sys.stdout)
    try: subprocess.run(["sleep","5"], timeout=0)
    except subprocess.TimeoutExpired as e: print(traceback.format_exc().replace(str(e), ""))
    def h(*a): raise InterruptedError("h")
    signal.signal(signal.SIGALRM, h); signal.setitimer(signal.ITIMER_REAL, 0.05)
    try: signal.pause()
    except InterruptedError: traceback.print_exc(file=sys.stdout)
    L = threading.Lock(); 
    for a in ((1,2,3), (True, -5), (False, 1), ("x",)):
        try: print(L.acquire(*a))
        except Exception as e: print(type(e), e)
    try: L.acquire(bad=1)
    except TypeError as e: print(e)
    print(L.acquire(blocking=True, timeout=1), L.locked(), L.release())
    try: threading.RLock().release()
    except RuntimeError as e: traceback.print_exc(file=sys.stdout)
    print(len(os.listdir("/proc/self/fd")))
