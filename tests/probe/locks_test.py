# SPDX-License-Identifier: GPL-3.0-or-later
import pathlib
import unittest

from harness import MAIN_PYTHON, ProbeTest, each

KINDS = """
    import multiprocessing as mp, sys
    ctx = mp.get_context(sys.argv[1])
    if __name__ == "__main__":
        lock = ctx.Lock()
        again = ctx.RLock()
        some = ctx.Semaphore(3)
        bounded = ctx.BoundedSemaphore(2)
        with lock: pass
        with again:
            again.acquire(); again.release()
        some.acquire(); some.release(); some.release()
        try: bounded.release()
        except ValueError as e: print(e)
        try: lock.release()
        except ValueError as e: print(e)
        print(lock.acquire(False), lock.acquire(False), lock.acquire(timeout=0.01), lock.acquire(block=True, timeout=0.01))
        try: lock.acquire(True, "x")
        except TypeError as e: print("TypeError")
        value = ctx.Value("i", 0)
        ctx.Queue(); ctx.Event(); ctx.Barrier(2); ctx.Condition()
"""

CONTENDED = """
    import multiprocessing as mp, os, sys
    def work(mutex, rounds):
        for _ in range(rounds):
            with mutex: sum(range(2000))
    if __name__ == "__main__":
        ctx = mp.get_context(sys.argv[1])
        mutex = ctx.Lock()
        workers = [ctx.Process(target=work, args=(mutex, int(sys.argv[2]))) for _ in range(4)]
        for w in workers: w.start()
        for w in workers: w.join()
"""


class Locks(ProbeTest):
    @each()
    def test_every_kind_is_told_with_its_line_and_name(self, python, method):
        path = self.program(KINDS)
        run = self.traced(path, method, python=python)
        self.assertEqual(run.out, self.plain(path, method, python=python).out)
        made = [(e["line"], e["kind"], e["permits"], e["call"]) for e in run.of("lock.create") if "obj" in e]
        self.assertEqual(made, [(5, "Lock", 1, "Lock"), (6, "RLock", 1, "RLock"), (7, "Semaphore", 3, "Semaphore"),
                                (8, "BoundedSemaphore", 2, "BoundedSemaphore"), (20, "RLock", 1, "Value"),
                                (21, "RLock", 1, "Condition")])
        lock, again, some, bounded = [e["obj"] for e in run.of("lock.create") if "obj" in e][:4]
        seen = [(e["ev"], e["line"]) for e in run.events if e.get("obj") == again and e["ev"] != "lock.create"]
        self.assertEqual(seen[:3], [("lock.acquire", 10), ("lock.acquire", 11), ("lock.release", 11)])
        # 3.9 gives the end of a `with` the line of its last statement.
        self.assertIn(seen[3:], ([("lock.release", 10)], [("lock.release", 11)]))
        self.assertEqual([e.get("failed", False) for e in run.of("lock.release", obj=bounded)], [True])
        self.assertEqual([e.get("failed", False) for e in run.of("lock.release", obj=some)], [False, False])
        takes = [(e["phase"], e["got"]) for e in run.of("lock.acquire", obj=lock, line=17) if "got" in e]
        self.assertEqual(takes, [("point", True), ("point", False), ("end", False), ("end", False)])
        self.assertEqual([e["timeout_ns"] for e in run.of("lock.acquire", obj=lock, phase="begin")], [10_000_000] * 2)

    def test_names_of_all_semaphores_are_known_for_cleaning_up(self):
        run = self.traced(self.program(KINDS), "spawn")
        told = run.kernel_names
        self.assertTrue(all(name.startswith("/mp-") for name in told))
        shown = {e["semaphore"] for e in run.of("lock.create")}
        self.assertTrue(shown < set(told))  # and those that are part of something else
        self.assertGreater(len(set(told) - shown), 5)

    def test_a_name_is_told_before_the_semaphore_is_made(self):
        run = self.traced(self.program("""
            import _multiprocessing, multiprocessing.synchronize as s, os
            def refuses(*args): os.kill(os.getpid(), 9)
            lock = s.Lock(ctx=__import__("multiprocessing").get_context("spawn"))
            s._multiprocessing = type("module", (), {"SemLock": refuses})
            s.Lock(ctx=__import__("multiprocessing").get_context("spawn"))
        """), clean=False)
        self.assertEqual(len(run.of("lock.create")), 1)
        self.assertEqual(len(run.kernel_names), 2)
        for name in run.kernel_names:  # of the killed program
            pathlib.Path("/dev/shm/sem." + name[1:]).unlink(missing_ok=True)

    @each(("fork", "spawn"))
    def test_two_never_hold_it_at_once_in_the_order_of_the_trace(self, python, method):
        path = self.program(CONTENDED)
        rounds = 2000 if python == MAIN_PYTHON else 300
        run = self.traced(path, method, str(rounds), python=python)
        self.assertEqual({e["obj"] for e in run.of("lock.create") if "obj" in e}, {1})
        holder, taken, waiting = None, 0, set()
        for e in run.events:
            if e.get("obj") != 1 or e["ev"] == "lock.create":
                continue
            if e["ev"] == "lock.release":
                self.assertEqual(holder, e["proc"])
                holder = None
            elif e["phase"] == "begin":
                waiting.add(e["proc"])
            else:
                self.assertIsNone(holder)
                self.assertTrue(e["got"])
                self.assertEqual(e["phase"] == "end", e["proc"] in waiting)
                waiting.discard(e["proc"])
                holder, taken = e["proc"], taken + 1
        self.assertEqual((holder, taken, waiting), (None, 4 * rounds, set()))
        if python == MAIN_PYTHON:
            self.assertGreater(len(run.of("lock.acquire", phase="begin")), 0)

    @each()
    def test_the_library_does_its_own_locking_unseen(self, python, method):
        path = self.program("""
            import multiprocessing as mp, sys, concurrent.futures as cf
            def double(x): return 2 * x
            if __name__ == "__main__":
                ctx = mp.get_context(sys.argv[1])
                with ctx.Pool(2) as pool: print(pool.map(double, range(5), chunksize=1))
                with cf.ProcessPoolExecutor(2, mp_context=ctx) as executor: print(list(executor.map(double, range(5))))
                event = ctx.Event(); event.set(); print(event.wait(1), event.is_set())
                barrier = ctx.Barrier(1); print(barrier.wait())
        """)
        run = self.traced(path, method, python=python)
        self.assertEqual(run.out, self.plain(path, method, python=python).out)
        self.assertEqual([e for e in run.events if e["ev"].startswith(("lock.", "queue.")) and "obj" in e], [])
        self.assertEqual(len(run.of("event.set")), 1)


if __name__ == "__main__":
    unittest.main()
