# SPDX-License-Identifier: GPL-3.0-or-later
"""A program must not be able to tell that it is watched, and must not suffer when watching fails."""
import os
import shutil
import tempfile
import unittest

from harness import METHODS, PROBE, TRACE_RUN, ProbeTest, each, each_python

LOOKS = """
    import multiprocessing as mp, multiprocessing.synchronize as sy, multiprocessing.queues as qs, inspect, os, pickle, sys, time
    import concurrent.futures.process, multiprocessing.pool, multiprocessing.connection, multiprocessing.util
    from unittest import mock
    ctx = mp.get_context("fork")
    def target(): pass
    class Sub(qs.Queue):
        def put(self, *a, **k): return super().put(*a, **k)
    if __name__ == "__main__":
        lock, again, q, event = ctx.Lock(), ctx.RLock(), ctx.Queue(), ctx.Event()
        print(lock, again, ctx.Semaphore(2), ctx.BoundedSemaphore(2), event, ctx.Condition())
        print(type(lock._semlock), lock._semlock.__doc__, sorted(a for a in dir(lock._semlock) if a != "__module__"), type(lock._semlock).__module__)
        for f in (lock.acquire, lock.release, print, input, time.sleep, os.fork, os._exit, open):
            print(f.__name__, f.__qualname__, f.__doc__ and f.__doc__[:40], getattr(f, "__module__", 0), getattr(f, "__text_signature__", 0))
        for f in (print, input, time.sleep, os._exit, os.fork): print(f, f.__self__, pickle.loads(pickle.dumps(f)) is f)
        for cls, names in ((mp.Process, ("start", "join", "run", "terminate", "_bootstrap")), (qs.Queue, ("put", "get", "__init__")),
                           (qs.JoinableQueue, ("task_done", "join")), (sy.Event, ("wait", "set")), (sy.Condition, ("wait",))):
            for name in names:
                f = getattr(cls, name)
                print(inspect.signature(f), f.__name__, f.__qualname__, f.__doc__, f.__module__, callable(f), str(f).split(" at ")[0],
                      f.__defaults__, f.__kwdefaults__, f.__code__.co_name, inspect.getsource(f)[:20])
        print(q.put.__name__, q.put.__self__ is q, q.put.__func__.__name__, str(q.put).split(" object")[0], q.put == q.put)
        print(sorted(vars(q)), sorted(vars(lock)), sorted(vars(event)))
        p = ctx.Process(target=target); p.start(); p.join()
        print(sorted(vars(p)))
        for call in (lambda: q.put(), lambda: q.put(1, 2, 3, 4), lambda: q.get(nothing=1), lambda: lock.acquire(1, 2, 3),
                     lambda: p.join(1, 2), lambda: lock.acquire(timeout="x"), lambda: time.sleep("a"), lambda: print(end=3),
                     lambda: lock.release(1), lambda: lock.acquire(bad=1), lambda: qs.Queue.put(), lambda: p.start()):
            try: call()
            except Exception as e: print(type(e).__name__, e)
        with mock.patch.object(qs.Queue, "put", autospec=True) as m:
            q.put(5); print(m.call_count)
        s = Sub(ctx=ctx); s.put(3); print(s.get())
        print(pickle.loads(pickle.dumps(qs.Queue.put)) is qs.Queue.put)
        print(sorted(n for n in sys.modules if "forkscope" in n), [p for p in sys.path if "forkscope" in p.lower()])
        print(sorted(os.listdir("/proc/self/fd"), key=int) == [str(n) for n in range(len(os.listdir("/proc/self/fd")))],
              len(os.listdir("/proc/self/fd")))
        print(sorted(set(sys.modules) - {"sitecustomize"}), mp.util._exit_function.__name__, len(sys.path))
"""

FAILING = """
    import multiprocessing as mp, sys
    def deep(q):
        q.get(False)
    def child(q):
        deep(q)
    if __name__ == "__main__":
        ctx = mp.get_context(sys.argv[1])
        q = ctx.Queue()
        p = ctx.Process(target=child, args=(q,)); p.start(); p.join()
        lock = ctx.Lock()
        try:
            with lock: lock.release()
        except ValueError: import traceback; traceback.print_exc()
        p.start()
"""


def normal(text, *folders):
    """Without what differs from run to run: addresses, numbers of processes, names of semaphores."""
    import re
    for folder in folders:
        text = text.replace(folder, "")
    return re.sub(r"0x[0-9a-f]+|\bForkServerProcess-\d+|pid=\d+|parent=\d+", "", text)


class Transparency(ProbeTest):
    maxDiff = 4000

    @each_python
    def test_objects_look_and_behave_as_without_the_probe(self, python):
        path = self.program(LOOKS)
        plain, run = self.plain(path, python=python), self.traced(path, python=python)
        self.assertEqual(plain.status, 0, plain.err)
        self.assertEqual(normal(run.out).splitlines(), normal(plain.out).splitlines())
        self.assertEqual((run.status, run.err), (plain.status, plain.err))

    @each()
    def test_tracebacks_and_exit_codes_are_the_same(self, python, method):
        path = self.program(FAILING)
        plain, run = self.plain(path, method, python=python), self.traced(path, method, python=python)
        self.assertEqual(normal(run.err), normal(plain.err))
        self.assertEqual((run.out, run.status), (plain.out, plain.status))

    @each_python
    def test_a_wait_that_is_interrupted_shows_the_usual_frames(self, python):
        path = self.program("""
            import multiprocessing as mp, os, signal, threading, time, sys
            ctx = mp.get_context("fork")
            lock, q, p = ctx.Lock(), ctx.Queue(), ctx.Process(target=time.sleep, args=(9,), daemon=True)
            def wait_with():
                with lock: pass
            calls = [wait_with, lock.acquire, q.get, p.join, lambda: q.get(timeout=9), lambda: time.sleep(9), lambda: lock.acquire(timeout=9)]
            lock.acquire(); p.start()
            import traceback
            for call in calls:
                threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
                try: call()
                except KeyboardInterrupt: traceback.print_exc()
            p.kill(); p.join()
        """)
        plain, run = self.plain(path, python=python), self.traced(path, python=python)
        self.assertEqual(normal(run.err), normal(plain.err))
        self.assertEqual(plain.err.count("KeyboardInterrupt"), 7)
        self.assertEqual(run.status, 0)

    @each_python
    def test_the_users_own_sitecustomize_runs_too(self, python):
        own = tempfile.mkdtemp(dir=self.folder)
        with open(os.path.join(own, "sitecustomize.py"), "w", encoding="utf-8") as file:
            file.write("import builtins\nbuiltins.greeting = 'hello'\n")
        path = self.program("import sys; print(greeting, 'sitecustomize' in sys.modules, sys.modules['sitecustomize'].__file__)")
        plain = self.plain(path, python=python, environment={"PYTHONPATH": own})
        run = self.traced(path, python=python, environment={"PYTHONPATH": own})
        self.assertEqual(run.out, plain.out)
        self.assertTrue(run.events)
        with open(os.path.join(own, "sitecustomize.py"), "w", encoding="utf-8") as file:
            file.write("import nowhere\n")
        plain = self.plain(self.program("print(1)"), python=python, environment={"PYTHONPATH": own})
        run = self.traced(self.program("print(1)"), python=python, environment={"PYTHONPATH": own})
        self.assertEqual((run.out, run.err.splitlines()[-1:]), (plain.out, plain.err.splitlines()[-1:]))

    @each(("spawn", "forkserver"))
    def test_children_are_found_whatever_the_environment(self, python, method):
        path = self.program("""
            import multiprocessing as mp, os, sys
            def child(lock):
                with lock: print("child", "FORKSCOPE_TRACE" in os.environ)
            if __name__ == "__main__":
                os.environ.clear()
                ctx = mp.get_context(sys.argv[1]); lock = ctx.Lock()
                p = ctx.Process(target=child, args=(lock,)); p.start(); p.join(); print(p.exitcode)
        """)
        run = self.traced(path, method, python=python)
        self.assertEqual(run.out, "child False\\n0\\n".encode().decode("unicode_escape"))
        self.assertEqual(len(run.of("lock.acquire", proc="main/1")), 1)

    @each(("spawn",))
    def test_children_of_an_isolated_interpreter(self, python, method):
        path = self.program("""
            import _imp, _frozen_importlib, sys
            import os
            _imp.create_dynamic(_frozen_importlib.ModuleSpec("_forkscope", None, origin=sys.argv[2])).attach(
                sys.argv[2], os.environ["FORKSCOPE_TRACE"])
            import multiprocessing as mp
            def child(): print("child")
            if __name__ == "__main__":
                p = mp.get_context(sys.argv[1]).Process(target=child); p.start(); p.join()
        """)
        for option in ("-I", "-E"):
            run = self.traced(path, method, os.path.join(PROBE, "_forkscope.abi3.so"), python=python, options=(option,))
            self.assertEqual((run.out, run.status), ("child\n", 0), run.err)
            self.assertEqual([e["path"] for e in run.of("process.begin", type="child")], ["main/1"])

    def test_a_trace_that_cannot_be_had_does_no_harm(self):
        path = self.program("import multiprocessing as mp\nlock = mp.Lock()\nwith lock: print('fine')\n")
        junk = os.path.join(self.folder, "junk")
        with open(junk, "wb") as file:
            file.write(b"x" * 2_000_000)
        for trace in ("/nowhere/at/all", junk, "/dev/null", self.folder, "x" * 5000):
            for python in (None,):
                run = self.plain(path, environment={"FORKSCOPE_TRACE": trace, "PYTHONPATH": PROBE})
                self.assertEqual((run.status, run.out, run.err), (0, "fine\n", ""), trace)

    def test_a_probe_that_cannot_be_loaded_does_no_harm(self):
        broken = tempfile.mkdtemp(dir=self.folder)
        shutil.copy(os.path.join(PROBE, "sitecustomize.py"), broken)
        with open(os.path.join(broken, "_forkscope.abi3.so"), "wb") as file:
            file.write(b"no library")
        run = self.plain(self.program("print('fine')"), environment={"FORKSCOPE_TRACE": "/x", "PYTHONPATH": broken})
        self.assertEqual((run.status, run.out, run.err), (0, "fine\n", ""))

    def test_a_full_address_space_leaves_the_program_untraced_and_alive(self):
        path = self.program("""
            import multiprocessing as mp, resource
            lock = mp.get_context("fork").Lock()
            with open("/proc/self/statm") as file: pages = int(file.read().split()[0])
            resource.setrlimit(resource.RLIMIT_AS, ((pages + 64) * 4096,) * 2)
            for _ in range(20000):
                with lock: pass
            print("alive")
        """)
        run = self.traced(path, clean=False)
        self.assertEqual((run.status, run.out), (0, "alive\n"), run.err)
        self.assertGreater(run.totals["lost"], 0)  # no room for a word, but the loss is counted


if __name__ == "__main__":
    unittest.main()
