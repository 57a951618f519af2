# SPDX-License-Identifier: GPL-3.0-or-later
import functools
import os
import unittest

from harness import ProbeTest, each

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "programs", "probe")


def program(name):
    return os.path.normpath(os.path.join(PROGRAMS, name))


def order(run, name, **wanted):
    """Sequence number of the first event like that."""
    return run.of(name, **wanted)[0]["seq"]


class Pools(ProbeTest):
    def same_as_plain(self, path, method, python):
        run, plain = self.traced(path, method, python=python), self.plain_once(path, python)
        self.assertEqual((run.out, run.err, run.status), (plain.out, plain.err, plain.status))
        return run

    @functools.cache
    def plain_once(self, path, python):
        """The start method makes no difference to what these programs print."""
        return self.plain(path, "fork", python=python)

    @each()
    def test_jobs_go_from_the_call_to_a_worker_and_back(self, python, method):
        run = self.same_as_plain(program("pool_jobs.py"), method, python)
        pool, = run.of("pool.create")
        self.assertEqual(pool["workers"], 2)
        workers = {e["child"]: e for e in run.of("process.start") if e["target"] == "worker"}
        self.assertEqual({e["child"] for e in run.of("pool.worker", proc="main", obj=pool["obj"])}, set(workers))
        self.assertTrue(all(e["seq"] < pool["seq"] for e in workers.values()))
        submits = {e["job"]: e for e in run.of("pool.submit", obj=pool["obj"])}
        self.assertEqual([(e["call"], e["target"], e["size"]) for e in submits.values()],
                         [("map", "square", 3), ("apply_async", "square", 1), ("imap", "square", 3), ("apply", "fails", 1)])
        self.assertEqual([e["preview"] for e in submits.values()][1:], ["(7,)", "[1, 2, 3]", "(4,)"])
        for job, submit in submits.items():
            begins = run.of("pool.task", job=job, phase="begin")
            ends = run.of("pool.task", job=job, phase="end")
            self.assertEqual(sorted(e["index"] for e in begins), list(range(submit["size"])))
            self.assertEqual(sorted(e["index"] for e in ends), list(range(submit["size"])))
            self.assertTrue(all(e["pid"] in workers and e["obj"] == pool["obj"] and e["target"] == submit["target"]
                                for e in begins))
            result, = run.of("pool.result", job=job, proc="main")
            self.assertLess(submit["seq"], min(e["seq"] for e in begins))
            self.assertLess(max(e["seq"] for e in ends), result["seq"])
            back = [e["seq"] for e in run.of("pool.get", job=job) if e["phase"] != "begin"]
            self.assertLess(result["seq"], back[-1])
        failed, = [e for e in run.of("pool.task", phase="end") if e.get("failed")]
        self.assertEqual((failed["job"], failed["type"]), (list(submits)[3], "ValueError"))
        self.assertEqual([e.get("failed", False) for e in run.of("pool.result")], [False, False, False, True])
        told, = run.of("exception")
        self.assertEqual((told["type"], told["line"], told["pid"], told["unhandled"]), ("ValueError", 11, failed["pid"], False))
        begin, end = run.of("pool.callback")
        self.assertEqual((begin["target"], begin["job"], begin["helper"]), ("done", list(submits)[1], True))
        printed = order(run, "print", preview="callback 49")
        self.assertTrue(begin["seq"] < printed < end["seq"])
        self.assertLess(order(run, "pool.close"), order(run, "pool.join", phase="begin"))
        self.assertEqual(len(run.of("pool.join", phase="end")), 1)

    @each()
    def test_a_worker_that_ends_is_replaced(self, python, method):
        run = self.same_as_plain(program("pool_worker_replaced.py"), method, python)
        workers = run.of("pool.worker")
        self.assertGreaterEqual(len(workers), 3)
        self.assertEqual([e.get("helper", False) for e in workers][:2], [False, True])
        ran = [e["pid"] for e in run.of("pool.task", phase="begin")]
        self.assertEqual(ran, [e["child"] for e in workers][:3])
        self.assertEqual([e.get("failed", False) for e in run.of("pool.get", phase="end")], [True, False, False])
        phases = [e["phase"] for e in run.of("pool.terminate")]
        self.assertEqual((phases[0], phases[-1]), ("begin", "end"))

    @each()
    def test_calls_of_an_executor(self, python, method):
        run = self.same_as_plain(program("executor_calls.py"), method, python)
        made, = run.of("executor.create")
        self.assertEqual(made["workers"], 2)
        submits = run.of("executor.submit", proc="main", obj=made["obj"])
        self.assertEqual([(e["task"], e["target"]) for e in submits],
                         [(0, "square"), (1, "square"), (2, "square"), (3, "fails"), (4, "_exit")])
        self.assertEqual(submits[0]["preview"], "(3,)")
        workers = {e["child"] for e in run.of("executor.worker", proc="main", obj=made["obj"])}
        self.assertTrue(workers <= {e["child"] for e in run.of("process.start")})
        for submit in submits:
            begin, *end = run.of("executor.task", task=submit["task"])
            result, = run.of("executor.result", task=submit["task"], proc="main")
            self.assertIn(begin["pid"], workers)
            self.assertTrue(submit["seq"] < begin["seq"] < result["seq"])
            self.assertEqual((begin["target"], begin["obj"], len(end)), (submit["target"], made["obj"], submit["task"] < 4))
            self.assertTrue(all(e["seq"] < result["seq"] for e in end))
            self.assertEqual(result.get("failed", False), submit["task"] >= 3)
            self.assertLess(result["seq"], [e["seq"] for e in run.of("executor.get", task=submit["task"])][-1])
        self.assertEqual([e["type"] for e in run.of("executor.task", phase="end", failed=True)], ["KeyError"])
        self.assertEqual([e["type"] for e in run.of("executor.result", failed=True)], ["KeyError", "BrokenProcessPool"])
        broken, = run.of("executor.broken", obj=made["obj"])
        self.assertIn("ended abruptly", broken["message"])
        self.assertEqual([e["phase"] for e in run.of("executor.shutdown")], ["begin", "end"])

    @each()
    def test_waiting_for_several_calls_of_an_executor(self, python, method):
        run = self.same_as_plain(program("executor_waits.py"), method, python)
        made, = run.of("executor.create")
        waits = [e for e in run.of("executor.get", task=-1) if e["proc"] == "main"]
        self.assertEqual({e["obj"] for e in waits}, {made["obj"]})
        self.assertEqual([(e["phase"], e["line"], e.get("failed", False)) for e in waits[:2]],
                         [("begin", 18, False), ("end", 18, True)])
        self.assertEqual(waits[0]["timeout_ns"], 50_000_000)
        # as_completed() waits anew until all are there, each time for at least one; wait() after it does not wait at all.
        rest = [(e["phase"], e["line"], e.get("failed", False)) for e in waits[2:]]
        self.assertLessEqual(len(rest) // 2, 4)
        self.assertEqual(rest, [("begin", 21, False), ("end", 21, False)] * (len(rest) // 2))


if __name__ == "__main__":
    unittest.main()
