# SPDX-License-Identifier: GPL-3.0-or-later
"""The gate under a driver that lets one operation go at a time (driver.h)."""
import os
import subprocess
import unittest

from harness import MAIN_PYTHON, PATIENCE, PROBE, TRACE_RUN, ProbeTest, each_python

REPLAY = os.path.join(os.path.dirname(TRACE_RUN), "replay")
PROGRAM = os.path.join(os.path.dirname(__file__), "..", "programs", "probe", "drive_lost_update.py")


class Gate(ProbeTest):
    def replay(self, schedules, replays, python, program, *arguments):
        command = [REPLAY, PROBE, str(schedules), str(replays), python, program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=4 * PATIENCE)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    @each_python
    def test_a_schedule_replays_exactly_under_fork(self, python):
        self.replay(4, 3, python, PROGRAM, "fork")

    @each_python
    def test_a_schedule_replays_exactly_under_spawn(self, python):
        self.replay(2, 2, python, PROGRAM, "spawn")

    def test_bounded_queues_semaphores_and_joinable_queues(self):
        path = self.program("""
            import multiprocessing as mp
            def produce(n, q, some):
                for i in range(2):
                    with some: q.put((n, i))
            def consume(q, log):
                for _ in range(2): log.put(q.get()); q.task_done()
            if __name__ == "__main__":
                ctx = mp.get_context("fork")
                q, log, some = ctx.JoinableQueue(1), ctx.SimpleQueue(), ctx.Semaphore(1)
                all = [ctx.Process(target=produce, args=(n, q, some)) for n in range(2)]
                all += [ctx.Process(target=consume, args=(q, log)) for _ in range(2)]
                for p in all: p.start()
                print([log.get() for _ in range(4)])
                q.join()
                for p in all: p.join()
        """)
        self.replay(4, 3, MAIN_PYTHON, path)


if __name__ == "__main__":
    unittest.main()
