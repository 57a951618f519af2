# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from harness import ProbeTest, each_in_turn, program


class Values(ProbeTest):
    @each_in_turn
    def test_reads_and_writes_come_in_the_order_in_which_they_happened(self, python, method):
        run = self.traced(program("value_counter"), method, python=python)
        self.assertEqual(run.out, "40\n")
        (made,) = run.of("shared.create")
        lock = run.of("lock.create", kind="RLock")[0]
        self.assertEqual((made["kind"], made["type"], made["bytes"], made["lock"]), ("Value", "i", 4, lock["obj"]))
        self.assertEqual(lock["owner"], made["obj"])
        value, holder, depth = 0, None, 0
        for e in run.events:
            if e.get("obj") == lock["obj"] and e.get("got"):
                self.assertIn(holder, (None, e["proc"]))
                holder, depth = e["proc"], depth + 1
            elif e.get("obj") == lock["obj"] and e["ev"] == "lock.release":
                depth -= 1
                holder = holder if depth else None
            elif e["ev"] in ("shared.read", "shared.write"):
                self.assertEqual((e["obj"], e["proc"]), (made["obj"], holder))
                value += e["ev"] == "shared.write"
                self.assertEqual(e["preview"], str(value))
        self.assertEqual((value, len(run.of("shared.read"))), (40, 41))

    def test_the_order_holds_while_the_lock_is_fought_for(self):
        path = self.program("""
            import multiprocessing as mp
            def work(counter, numbers):
                for _ in range(60):
                    with counter.get_lock(), numbers.get_lock():
                        counter.value += 1
                        sum(range(20000))
                        numbers[0] += 1
                    counter.value; numbers[0]; numbers[:]
            if __name__ == "__main__":
                counter, numbers = mp.Value("i", 0), mp.Array("i", 1)
                children = [mp.Process(target=work, args=(counter, numbers)) for _ in range(3)]
                for c in children: c.start()
                for c in children: c.join()
        """)
        run, now = self.traced(path), {}
        self.assertGreater(len(run.of("lock.acquire", phase="begin")), 0)
        for e in run.events:
            if e["ev"] == "shared.write":
                now[e["obj"]] = e["preview"]
            elif e["ev"] == "shared.read":
                self.assertEqual(now.get(e["obj"], "0"), e["preview"].strip("[]"))
        self.assertEqual((len(run.of("shared.write")), len(run.of("shared.read"))), (3 * 60 * 2, 3 * 60 * 5))

    @each_in_turn
    def test_arrays_strings_structures_and_raw_ones(self, python, method):
        run = self.traced(program("shared_types"), method, python=python)
        self.assertEqual(run.out, self.plain(program("shared_types"), "fork", python=python).out)
        made = [(e["kind"], e["type"], e["bytes"], "lock" in e) for e in run.of("shared.create")]
        self.assertEqual(made, [("Array", "i", 12, True), ("Array", "c", 5, True), ("Value", "Point", 16, True),
                                ("Value", "b", 1, True), ("Value", "d", 8, False), ("RawValue", "c_long", 8, False),
                                ("RawArray", "h", 8, False)])
        numbers, text, point, small = [e["obj"] for e in run.of("shared.create")][:4]
        mutex = run.of("lock.create", line=21)[0]["obj"]
        self.assertEqual(run.of("shared.create", obj=text)[0]["lock"], mutex)
        wrote = [(e["obj"], e["preview"], e.get("index")) for e in run.of("shared.write")]
        self.assertEqual(wrote, [(numbers, "7", 2), (text, "b'bye'", None), (point, "3", None), (small, "44", None),
                                 (numbers, "[8, 9]", None)])
        self.assertEqual({e["proc"] for e in run.of("shared.write")[:4]}, {"main/1"})
        read = [(e["obj"], e["preview"], e.get("index")) for e in run.of("shared.read")]
        self.assertEqual(read[:4], [(numbers, "[1, 2]", None), (numbers, "7", 2), (text, "b'bye'", None),
                                    (text, "b'bye\\x00o'", None)])
        self.assertEqual(read[-3:], [(numbers, "8", 0), (numbers, "9", 1), (numbers, "7", 2)])
        held = [e["phase"] for e in run.of("lock.acquire", obj=mutex)]
        self.assertEqual(len(held), len(run.of("lock.release", obj=mutex)))

    def test_nothing_of_it_shows_in_python(self):
        path = self.program("""
            import inspect, multiprocessing as mp, traceback
            from multiprocessing import sharedctypes
            v, a = mp.Value("i", 1), mp.Array("i", 2)
            print(vars(type(v))["value"].fget.__name__, vars(type(v))["value"].__doc__, sorted(vars(v)))
            print(inspect.signature(type(a).__getitem__), inspect.signature(mp.Value), inspect.signature(sharedctypes.Array))
            for call in (lambda: a[5], lambda: a["x"], lambda: setattr(v, "value", "x"), lambda: a.__setitem__(0, None)):
                try: call()
                except Exception: traceback.print_exc()
            with v: v.value += 1
            print(v.value, v.get_lock()._semlock._count(), repr(v)[:40])
        """)
        plain, traced = self.plain(path), self.traced(path)
        self.assertEqual((traced.out, traced.err), (plain.out, plain.err))


class Segments(ProbeTest):
    @each_in_turn
    def test_shared_memory_and_shareable_list(self, python, method):
        run = self.traced(program("shared_memory"), method, python=python)
        self.assertEqual(run.out, self.plain(program("shared_memory"), "fork", python=python).out)
        block, items = [e["obj"] for e in run.of("shared.create")]
        self.assertEqual([(e["kind"], e["line"]) for e in run.of("shared.create")], [("SharedMemory", 17), ("ShareableList", 18)])
        seen = [(e["proc"], e["ev"][7:]) for e in run.events if e.get("obj") == block]
        self.assertEqual(seen, [("main", "create"), ("main/1", "open"), ("main/1", "close"), ("main", "close"),
                                ("main", "unlink")])
        seen = [(e["proc"], e["ev"][7:]) for e in run.events if e.get("obj") == items and e["ev"] != "shared.open"]
        self.assertEqual(seen, [("main", "create"), ("main/1", "write"), ("main/1", "close"), ("main", "read"),
                                ("main", "read"), ("main", "close"), ("main", "unlink")])
        self.assertEqual(len(run.of("shared.open", obj=items)), method != "fork")
        self.assertEqual([(e["preview"], e["index"]) for e in run.of("shared.read")], [("'two'", 1), ("None", 2)])


if __name__ == "__main__":
    unittest.main()
