# SPDX-License-Identifier: GPL-3.0-or-later
import signal
import unittest

from harness import METHODS, ProbeTest, each, each_python

TREE = """
    import multiprocessing as mp, os, sys, time
    class Own(mp.Process):
        def run(self): print("own run", flush=True)
    def inner(): pass
    def outer(method):
        p = mp.get_context(method).Process(target=inner, name="inner")
        p.start(); p.join()
    def fails(): raise KeyError("gone")
    def leaves(): sys.exit(7)
    def hangs(ready): ready.put(1); time.sleep(60)
    if __name__ == "__main__":
        mp.set_start_method(sys.argv[1])
        ctx = mp.get_context()
        ready = ctx.SimpleQueue()
        processes = [ctx.Process(target=outer, args=(sys.argv[1],), name="outer"), ctx.Process(target=fails),
                     ctx.Process(target=leaves), ctx.Process(target=hangs, args=(ready,), daemon=True),
                     ctx.Process(target=hangs, args=(ready,)), Own()]
        for p in processes: p.start()
        ready.get(); ready.get()
        processes[3].terminate(); processes[4].kill()
        for p in processes: p.join()
        print([p.exitcode for p in processes])
        processes[0].close()
        processes[5].join(0.1)
"""


class Processes(ProbeTest):
    @each()
    def test_a_tree_of_processes_is_told_from_both_sides(self, python, method):
        path = self.program(TREE)
        run = self.traced(path, method, python=python)
        self.assertEqual(run.out.splitlines()[-1], "[0, 1, 7, -15, -9, 0]")
        self.assertEqual(run.status, 0)
        begins = {e["path"]: e for e in run.of("process.begin") if e["type"] != "helper"}
        self.assertEqual(sorted(begins), ["main", "main/1", "main/1/1", "main/2", "main/3", "main/4", "main/5", "main/6"])
        self.assertEqual([begins["main"]["type"], begins["main/1/1"]["type"]], ["main", "child"])
        self.assertEqual([begins[p]["process_name"] for p in ("main", "main/1", "main/1/1")],
                         ["MainProcess", "outer", "inner"])
        self.assertEqual([begins[p]["daemon"] for p in ("main/3", "main/4")], [0, 1])
        starts = {e["path"]: e for e in run.of("process.start")}
        self.assertEqual(set(starts), set(begins) - {"main"})
        for child, start in starts.items():
            self.assertEqual((start["child"], start["method"]), (begins[child]["pid"], method))
            self.assertEqual(start["proc"], child.rsplit("/", 1)[0])
        self.assertEqual([starts[f"main/{n}"]["target"] for n in (1, 2, 6)], ["outer", "fails", "Own"])
        for e in run.of("process.begin"):
            self.assertEqual(next(x for x in run.events if x["pid"] == e["pid"])["ev"], "process.begin")
        reaps = {e["status"] for e in run.of("process.reap", proc="main")}
        self.assertEqual(reaps, {0, 1, 7, -15, -9})
        exits = {e["proc"]: e["status"] for e in run.of("process.exit") if e["proc"] in begins}
        self.assertEqual(exits, {"main": 0, "main/1": 0, "main/1/1": 0, "main/2": 1, "main/3": 7, "main/6": 0})
        runs = [e["phase"] for e in run.of("process.run", proc="main/6")]
        self.assertEqual(runs, ["begin", "end"])
        self.assertEqual(run.of("process.terminate")[0]["child"], begins["main/4"]["pid"])
        self.assertEqual(run.of("process.kill")[0]["child"], begins["main/5"]["pid"])
        self.assertEqual(run.of("process.close")[0]["child"], begins["main/1"]["pid"])
        joins = run.of("process.join", proc="main", phase="end")
        self.assertEqual([e["ended"] for e in joins], [True] * 7)

    @each()
    def test_an_exception_that_ends_a_process_is_told(self, python, method):
        path = self.program("""
            import multiprocessing as mp, sys
            class Strange(Exception):
                def __str__(self): print("learner's code has run"); return "no"
            def fails():
                raise Strange("why", 3)
            if __name__ == "__main__":
                p = mp.get_context(sys.argv[1]).Process(target=fails); p.start(); p.join()
                {}["missing"]
        """)
        run = self.traced(path, method, python=python)
        plain = self.plain(path, method, python=python)
        self.assertEqual((run.status, run.err, run.out), (plain.status, plain.err.replace("\r", ""), plain.out))
        told = {e["proc"]: e for e in run.of("exception")}
        self.assertEqual((told["main"]["type"], told["main"]["message"], told["main"]["line"]), ("KeyError", "'missing'", 9))
        child = told["main/1"]
        self.assertEqual((child["type"], child["message"], child["line"], child["unhandled"]),
                         ("Strange", "('why', 3)", 6, True))
        self.assertIn(f"{path}:6:fails", child["traceback"])

    @each_python
    def test_an_exception_that_ends_a_thread_is_told(self, python):
        path = self.program("""
            import threading
            def fails(): 1 / 0
            t = threading.Thread(target=fails); t.start(); t.join()
        """)
        run = self.traced(path, python=python)
        plain = self.plain(path, python=python)
        self.assertEqual((run.err, run.status), (plain.err, 0))
        told, = run.of("exception")
        self.assertEqual((told["type"], told["message"], told["line"], told["unhandled"]),
                         ("ZeroDivisionError", "division by zero", 3, False))

    @each_python
    def test_bare_forks_and_other_programs(self, python):
        path = self.program("""
            import os, subprocess, sys
            for n in range(2):
                pid = os.fork()
                if pid == 0:
                    if n == 1 and os.fork() == 0: os._exit(4)
                    os._exit(3)
                os.waitpid(pid, 0)
            subprocess.run([sys.executable, "-c", "print('hello')"])
            subprocess.run([sys.executable, "-S", "-c", "pass"])
        """)
        run = self.traced(path, python=python)
        begins = [(e.get("path", ""), e["type"]) for e in run.of("process.begin")]
        self.assertEqual(sorted(begins), [("", "program"), ("main", "main"), ("main/fork1", "fork"),
                                          ("main/fork2", "fork"), ("main/fork2/fork1", "fork")])
        self.assertEqual(sorted(e["status"] for e in run.of("process.exit")), [0, 0, 3, 3, 4])

    def test_main_ends_before_its_exit_handlers(self):
        path = self.program("""
            import multiprocessing as mp, time, sys
            def naps(): time.sleep(0.2)
            if __name__ == "__main__":
                mp.get_context(sys.argv[1]).Process(target=naps).start()
                print("last line")
        """)
        for method in METHODS:
            run = self.traced(path, method)
            names = [(e["ev"], e["phase"]) for e in run.events if e["proc"] == "main"]
            end = names.index(("process.main_end", "point"))
            self.assertLess(names.index(("print", "point")), end)
            self.assertLess(end, names.index(("process.join", "begin")))
            self.assertLess(names.index(("process.reap", "point")), names.index(("process.exit", "begin")))

    def test_a_program_that_is_held_for_want_of_room_loses_nothing(self):
        path = self.program("""
            import multiprocessing as mp, threading
            def work(mutex, n):
                for _ in range(n): mutex.acquire(); mutex.release()
            def two(mutex, n):
                t = threading.Thread(target=work, args=(mutex, n)); t.start(); work(mutex, n); t.join()
            if __name__ == "__main__":
                ctx = mp.get_context("fork"); mutex = ctx.Lock()
                ps = [ctx.Process(target=two, args=(mutex, 20000)) for _ in range(2)]
                for p in ps: p.start()
                for p in ps: p.join()
                print([p.exitcode for p in ps])
        """)
        run = self.traced(path, environment={"TRACE_RUN_QUOTA": "200000"})
        self.assertEqual(run.out.strip(), "[0, 0]")
        self.assertEqual(len(run.of("lock.release")), 80000)

    def test_a_killed_process_loses_nothing_that_it_had_told(self):
        path = self.program("""
            import multiprocessing as mp, os, signal
            mutex = mp.get_context("fork").Lock()
            for _ in range(5000): mutex.acquire(); mutex.release()
            os.kill(os.getpid(), signal.SIGKILL)
        """)
        run = self.traced(path)
        self.assertEqual(run.status, 128 + signal.SIGKILL)
        self.assertEqual((len(run.of("lock.acquire")), len(run.of("lock.release"))), (5000, 5000))
        self.assertEqual(run.events[-1]["ev"], "signal.send")


if __name__ == "__main__":
    unittest.main()
