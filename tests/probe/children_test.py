# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes without multiprocessing, signals, and how main takes leave of its children."""
import os
import signal
import unittest

from harness import MAIN_PYTHON, ProbeTest, each, each_python

PROGRAMS = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "programs", "probe"))


class Children(ProbeTest):
    def same_as_plain(self, name, python):
        path = os.path.join(PROGRAMS, name)
        run, plain = self.traced(path, python=python), self.plain(path, python=python)
        self.assertEqual((run.out, run.err, run.status), (plain.out, plain.err, plain.status))
        return run

    @each_python
    def test_every_way_to_wait_tells_who_was_reaped(self, python):
        run = self.same_as_plain("children_ended.py", python=python)
        children = [e["child"] for e in run.of("process.start")]
        begins, ends = run.of("process.wait", phase="begin"), run.of("process.wait", phase="end")
        self.assertEqual([e["child"] for e in begins], [-1, -1, *children[2:], -1])
        self.assertEqual([e["child"] for e in ends], [*children, 0])
        self.assertEqual([e.get("failed", False) for e in ends], [False] * 5 + [True])
        reaps = run.of("process.reap", proc="main")
        self.assertEqual([(e["child"], e["status"]) for e in reaps], list(zip(children, [1, 2, 3, 4, -15])))
        for begin, reap, end in zip(begins, reaps, ends):
            self.assertTrue(begin["seq"] < reap["seq"] < end["seq"])
        sent, = run.of("signal.send")
        self.assertEqual((sent["target"], sent["signal"]), (children[4], signal.SIGTERM))

    @each_python
    def test_programs_that_are_no_python(self, python):
        run = self.same_as_plain("other_programs.py", python=python)
        starts = run.of("process.start", proc="main")
        self.assertEqual([(e["path"], e["process_name"], e["method"]) for e in starts],
                         [("main/program1", "sh", "subprocess"), ("main/program2", "sleep", "subprocess"),
                          ("main/program3", "sh", "subprocess"), ("main/program4", "sh", "posix_spawn")])
        self.assertEqual([e["line"] for e in starts], [5, 6, 9, 14])
        pids = [e["child"] for e in starts]
        self.assertEqual([(e["child"], e["status"]) for e in run.of("process.reap", proc="main")],
                         list(zip(pids, [3, -15, 0, 4])))
        self.assertEqual([e["child"] for e in run.of("process.wait", phase="begin")], pids)
        self.assertEqual([e["child"] for e in run.of("process.wait", phase="end")], pids)
        self.assertEqual(run.of("process.exec")[0]["path"], "/bin/echo")

    def test_an_exec_that_cannot_be_is_not_told(self):
        run = self.traced(self.program("""
            import os
            for call, name in ((os.execv, "/nowhere"), (os.execvp, "no-such-program"), (os.execvp, b"no-such-program")):
                try:
                    call(name, [name])
                except OSError as error:
                    print(error.errno, flush=True)
            os.execvp(b"true", [b"true"])
        """))
        self.assertEqual(run.out, "2\n2\n2\n")
        self.assertEqual([os.path.basename(e["path"]) for e in run.of("process.exec")], ["true"])

    @each_python
    def test_signals_and_their_handlers(self, python):
        run = self.same_as_plain("signals_handled.py", python=python)
        pid = run.of("process.begin")[0]["pid"]
        self.assertEqual([(e["signal"], e["target"]) for e in run.of("signal.send")],
                         [(signal.SIGUSR1, pid), (signal.SIGUSR1, pid), (signal.SIGUSR2, -pid)])
        handled = [(e["phase"], e["signal"]) for e in run.of("process.signal")]
        self.assertEqual(handled, [(phase, number) for number in (signal.SIGUSR1, signal.SIGUSR1, signal.SIGALRM, signal.SIGUSR2)
                                   for phase in ("begin", "end")])
        self.assertEqual([e["target"] for e in run.of("process.signal", phase="begin")], ["handler", "handler", "<lambda>", "handler"])
        alarm, = run.of("process.signal", signal=signal.SIGALRM, phase="begin")
        sleep = run.of("sleep")
        self.assertTrue(sleep[0]["seq"] < alarm["seq"] < sleep[1]["seq"])

    @each()
    def test_daemons_are_ended_step_by_step(self, python, method):
        run = self.traced(os.path.join(PROGRAMS, "daemons_at_the_end.py"), method, python=python)
        self.assertEqual((run.out, run.err, run.status), ("last line\n", "", 0))
        pids = {e["process_name"]: e["child"] for e in run.of("process.start") if e["process_name"] in ("daemon", "other")}
        main_end, = run.of("process.main_end")
        begin, end = run.of("process.finalize", proc="main")
        terminate, = run.of("process.terminate")
        self.assertEqual(terminate["child"], pids["daemon"])
        reaps = {e["child"]: e for e in run.of("process.reap", proc="main")}
        self.assertEqual({name: reaps[pid]["status"] for name, pid in pids.items()}, {"daemon": -15, "other": 0})
        joins = [e["child"] for e in run.of("process.join", proc="main", phase="begin")
                 if begin["seq"] < e["seq"] < end["seq"]]
        self.assertLessEqual(set(joins), set(pids.values()))  # who has ended by then is only reaped
        for earlier, later in ((main_end, begin), (begin, terminate), (terminate, reaps[pids["daemon"]]),
                               (reaps[pids["daemon"]], end), (reaps[pids["other"]], end)):
            self.assertLess(earlier["seq"], later["seq"])

    def test_input_is_waited_for(self):
        run = self.same_as_plain("input_ends.py", python=MAIN_PYTHON)
        self.assertEqual([(e["phase"], e["line"], e.get("waits"), e.get("failed")) for e in run.of("input")],
                         [("begin", 3, True, None), ("end", 3, None, True)])


if __name__ == "__main__":
    unittest.main()
