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


if __name__ == "__main__":
    unittest.main()
