# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from harness import ProbeTest, each_in_turn, program


class Conditions(ProbeTest):
    @each_in_turn
    def test_wait_and_notify_with_the_lock_of_its_own(self, python, method):
        run = self.traced(program("condition_hand_over"), method, python=python)
        self.assertEqual(run.out, self.plain(program("condition_hand_over"), "fork", python=python).out)
        (made,) = run.of("condition.create")
        lock = next(e for e in run.of("lock.create", kind="RLock"))
        self.assertEqual((lock["owner"], made["lock"]), (made["obj"], lock["obj"]))
        self.assertEqual((lock["line"], lock["call"], made["line"]), (14, "Condition", 14))
        waits = [(e["proc"], e["phase"], e.get("waits"), e.get("got")) for e in run.of("condition.wait", obj=made["obj"])]
        self.assertEqual(waits, [("main/1", "begin", True, None), ("main/1", "end", None, True),
                                 ("main", "begin", True, None), ("main", "end", None, False)])
        self.assertEqual([e["timeout_ns"] for e in run.of("condition.wait", phase="begin")], [10_000_000_000, 50_000_000])
        told = [(e["call"], e["count"]) for e in run.of("condition.notify")]
        self.assertEqual(told, [("notify", 1), ("notify_all", 0)])
        # The waiter gives its lock back within the wait and has it again before the wait ends.
        begin, end = run.of("condition.wait", proc="main/1")
        inner = [(e["ev"], e["phase"]) for e in run.events if e["proc"] == "main/1" and begin["seq"] <= e["seq"] <= end["seq"]]
        self.assertEqual(inner[:2] + inner[-2:], [("condition.wait", "begin"), ("lock.release", "point"),
                                                  ("lock.acquire", inner[-2][1]), ("condition.wait", "end")])

    @each_in_turn
    def test_each_wait_of_wait_for_over_a_lock_of_the_learners(self, python, method):
        run = self.traced(program("condition_wait_for"), method, python=python)
        self.assertEqual(run.out, "[0, 0, 0]\n")
        (made,) = run.of("condition.create")
        mutex = run.of("lock.create", line=14)[0]["obj"]
        self.assertEqual(made["lock"], mutex)
        self.assertEqual([e for e in run.of("lock.create") if e.get("owner")], [])
        first, *rest = run.of("condition.notify")
        self.assertEqual((first["count"], len(rest)), (3, 2))
        begun = [e["proc"] for e in run.of("condition.wait", phase="begin") if e["seq"] < first["seq"]]
        self.assertEqual(sorted(begun), ["main/1", "main/2", "main/3"])
        ended = run.of("condition.wait", phase="end")
        self.assertTrue(all(e["got"] and e["seq"] > first["seq"] for e in ended))
        self.assertEqual({e["line"] for e in ended}, {9})


class Events(ProbeTest):
    @each_in_turn
    def test_set_clear_and_the_three_ways_of_waiting(self, python, method):
        run = self.traced(program("event_signal"), method, python=python)
        self.assertEqual(run.out, "True True\nTrue True\nFalse False False\n")
        (made,) = run.of("event.create")
        self.assertEqual((made["line"], made["call"]), (13, "Event"))
        self.assertEqual({e["obj"] for e in run.events if e["ev"].startswith("event.")}, {made["obj"]})
        seen = [(e["proc"], e["ev"], e["phase"], e.get("got")) for e in run.events if e["ev"].startswith("event.")][1:]
        waiting = [("main/1", "event.wait", "begin", None), ("main", "event.set", "point", None),
                   ("main/1", "event.wait", "end", True)]
        if seen[0][1] == "event.set":  # the child came too late to wait
            waiting = [("main", "event.set", "point", None), ("main/1", "event.wait", "point", True)]
        self.assertEqual(seen, waiting + [("main/1", "event.wait", "point", True), ("main", "event.wait", "point", True),
                                          ("main", "event.clear", "point", None), ("main", "event.wait", "begin", None),
                                          ("main", "event.wait", "end", False), ("main", "event.wait", "point", False)])

    def test_no_wait_passes_an_event_that_the_trace_shows_as_clear(self):
        path = self.program("""
            import multiprocessing as mp
            def look(event, times):
                found = 0
                while found < times: found += event.wait(0)
            if __name__ == "__main__":
                event = mp.Event()
                children = [mp.Process(target=look, args=(event, 10)) for _ in range(3)]
                for c in children: c.start()
                while any(c.is_alive() for c in children):
                    event.set(); event.clear()
        """)
        run, is_set, found = self.traced(path), False, set()
        for e in run.events:
            if e["ev"] in ("event.set", "event.clear"):
                is_set = e["ev"] == "event.set"
            elif e["ev"] == "event.wait" and e["got"]:
                self.assertTrue(is_set, e)
                found.add(e["proc"])
        self.assertEqual(found, {"main/1", "main/2", "main/3"})


class Barriers(ProbeTest):
    @each_in_turn
    def test_all_but_the_last_wait(self, python, method):
        run = self.traced(program("barrier_three"), method, python=python)
        self.assertEqual(run.out, "3 0 False\n")
        (made,) = run.of("barrier.create")
        self.assertEqual((made["parties"], made["line"]), (3, 13))
        inside, indexes = 0, []
        for e in run.of("barrier.wait", obj=made["obj"]):
            if e["phase"] == "begin":
                self.assertEqual(e["timeout_ns"], 20_000_000_000)
                inside += 1
            else:
                self.assertEqual(e["phase"], "end")
                indexes.append(e["index"])
        self.assertEqual((inside, sorted(indexes)), (6, [0, 0, 1, 1, 2, 2]))
        # Whoever comes while the others of the round before are still leaving waits as well.
        waits = [bool(e.get("waits")) for e in run.of("barrier.wait", phase="begin")]
        self.assertEqual(waits[:3], [True, True, False])
        self.assertGreaterEqual(sum(waits), 4)

    @each_in_turn
    def test_a_barrier_that_is_broken(self, python, method):
        run = self.traced(program("barrier_broken"), method, python=python)
        self.assertEqual(run.out, "main: broken\nmain: broken\nchild: broken\n")
        seen = [(e["proc"], e["ev"][8:], e["phase"], bool(e.get("waits")), bool(e.get("failed")), e.get("call"))
                for e in run.events if e["ev"].startswith("barrier.") and e["ev"] != "barrier.create"]
        self.assertEqual(seen, [("main", "wait", "begin", True, False, None),
                                ("main", "break", "point", False, False, "timeout"),
                                ("main", "wait", "end", False, True, None),
                                ("main", "wait", "begin", False, False, None), ("main", "wait", "end", False, True, None),
                                ("main", "break", "point", False, False, "reset"),
                                ("main/1", "wait", "begin", True, False, None),
                                ("main", "break", "point", False, False, "abort"),
                                ("main/1", "wait", "end", False, True, None)])

    def test_barriers_of_threads_are_left_alone(self):
        path = self.program("""
            import multiprocessing as mp, threading
            gate, other = threading.Barrier(1), mp.Barrier(1)
            print(gate.wait(), other.wait(), gate.abort(), gate.broken, other.broken)
        """)
        run = self.traced(path)
        self.assertEqual(run.out, "0 0 None True False\n")
        self.assertEqual(len([e for e in run.events if e["ev"].startswith("barrier.")]), 3)


if __name__ == "__main__":
    unittest.main()
