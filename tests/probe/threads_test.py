# SPDX-License-Identifier: GPL-3.0-or-later
import os
import unittest

from harness import ProbeTest, each_python

PROGRAMS = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "programs", "probe"))


class Threads(ProbeTest):
    @each_python
    def test_threads_begin_end_and_are_joined(self, python):
        path = os.path.join(PROGRAMS, "threads.py")
        run, plain = self.traced(path, python=python), self.plain(path, python=python)
        self.assertEqual((run.out, run.err, run.status), (plain.out, plain.err, plain.status))
        starts = run.of("thread.start")
        self.assertEqual([(e["target"], e["daemon"], e["line"]) for e in starts], [("work", 0, 23), ("Own", 1, 28), ("fails", 0, 31)])
        numbers = [e["about_thread"] for e in starts]
        self.assertEqual(len(set(numbers)), 3)
        for start in starts:
            own = [e for e in run.events if e.get("thread", 0) == start["about_thread"] and e["ev"] != "thread.name"]
            self.assertEqual((own[0]["ev"], own[-1]["ev"]), ("thread.begin", "thread.end"))
            self.assertLess(start["seq"], own[0]["seq"])
        ends = {e["thread"]: e for e in run.of("thread.end")}
        self.assertEqual([ends[n].get("type") for n in numbers], [None, None, "LookupError"])
        joins = run.of("thread.join", phase="end")
        self.assertEqual([e["ended"] for e in joins], [False, True, True, True])
        begins = run.of("thread.join", phase="begin")
        self.assertEqual([e["about_thread"] for e in begins], [numbers[0], numbers[0], numbers[1], numbers[2]])
        self.assertEqual(begins[0]["timeout_ns"], 10_000_000)
        self.assertLess(ends[numbers[0]]["seq"], joins[1]["seq"])

    @each_python
    def test_locks_of_threads(self, python):
        path = os.path.join(PROGRAMS, "thread_locks.py")
        run, plain = self.traced(path, python=python), self.plain(path, python=python)
        self.assertEqual((run.out, run.err, run.status), (plain.out, plain.err, plain.status))
        made = run.of("lock.create")
        self.assertEqual([(e["proc"], e["kind"], e["permits"], e["line"]) for e in made],
                         [("main", "threading.Lock", 1, 7), ("main", "threading.RLock", 1, 8),
                          ("main", "threading.Lock", 1, 30), ("main/fork1", "threading.Lock", 0, 37)])
        lock, again, unheld, copy = (e["obj"] for e in made)
        self.assertEqual({e["obj"] for e in run.of("lock.acquire") + run.of("lock.release")}, {lock, again, unheld, copy})
        waits = run.of("lock.acquire", obj=lock, line=12)
        self.assertEqual([(e["phase"], e["thread"]) for e in waits], [("begin", 1), ("end", 1)])
        release = run.of("lock.release", obj=lock)
        self.assertTrue(waits[0]["seq"] < release[0]["seq"] < waits[1]["seq"])
        tries = [(e["phase"], e.get("got")) for e in run.of("lock.acquire", obj=lock, line=24)]
        self.assertEqual(tries, [("point", True), ("point", False), ("begin", None), ("end", False)])
        order = sorted(run.of("lock.acquire", obj=again) + run.of("lock.release", obj=again), key=lambda e: e["seq"])
        self.assertEqual([e["ev"].split(".")[1] for e in order],
                         ["acquire", "acquire", "release", "release", "acquire", "release", "acquire", "release"])
        self.assertEqual(order[5]["line"], 28)  # a Condition waits: it lets go of its lock
        self.assertEqual([e.get("failed") for e in run.of("lock.release", obj=unheld)], [True])
        self.assertEqual([(e["phase"], e.get("got")) for e in run.of("lock.acquire", obj=copy)], [("begin", None), ("end", False)])


if __name__ == "__main__":
    unittest.main()
