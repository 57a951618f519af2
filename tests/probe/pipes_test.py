# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from harness import METHODS, ProbeTest, each_in_turn, each_python, program


class Pipes(ProbeTest):
    @each_in_turn
    def test_both_ends_of_a_duplex_pipe(self, python, method):
        run = self.traced(program("pipe_duplex"), method, python=python)
        self.assertEqual(run.out, self.plain(program("pipe_duplex"), "fork", python=python).out)
        (made,) = run.of("pipe.create")
        here, there = made["obj"], made["peer"]
        self.assertEqual((made["duplex"], made["line"], made["call"]), (True, 18, "Pipe"))
        self.assertNotEqual(here, there)
        self.assertEqual({e["obj"] for e in run.events if e["ev"].startswith("pipe.")}, {here, there})
        self.assertEqual({e["obj"] for e in run.events if e["ev"].startswith("pipe.") and e["proc"] == "main/1"}, {there})
        sent = [(e["obj"], e["preview"]) for e in run.of("pipe.send", phase="begin")]
        got = [(e["obj"], e["preview"]) for e in run.of("pipe.recv", phase="end")]
        flow = [(here, "'question'"), (there, "{'answer': 42}"), (here, "b'bytes'"), (there, "b'bytes'"), (here, "None")]
        self.assertEqual(sent, flow + [(here, "b'xxxxx'")])  # what the slice holds that was asked for
        self.assertEqual(got, [({here: there, there: here}[end], text) for end, text in flow])
        self.assertEqual([e.get("type") for e in run.of("pipe.send", phase="end") if e.get("failed")], ["ValueError"])
        bytes_sent = [e["bytes"] for e in run.of("pipe.send", phase="end")][:5]
        self.assertEqual(sorted(bytes_sent), sorted(e["bytes"] for e in run.of("pipe.recv", phase="end")))
        polls = [(e["phase"], e.get("ready"), e.get("timeout_ns")) for e in run.of("pipe.poll")]
        self.assertEqual(polls[:3], [("point", False, 0), ("begin", None, 20_000_000), ("end", False, None)])
        self.assertIs(polls[-1][1], True)
        self.assertEqual(len(run.of("pipe.open")), method != "fork")
        closed = [(e["proc"], e["ends"]) for e in run.of("pipe.close") if "line" in e]
        self.assertEqual(closed, [("main/1", 3), ("main", 3)])

    @each_in_turn
    def test_every_message_is_sent_before_it_is_received(self, python, method):
        path = self.program("""
            import multiprocessing as mp, sys
            def work(end):
                for i in range(300): end.send(end.recv() + 1)
            if __name__ == "__main__":
                ctx = mp.get_context(sys.argv[1])
                end, other = ctx.Pipe()
                child = ctx.Process(target=work, args=(other,)); child.start()
                for i in range(300):
                    end.send(i)
                    assert end.recv() == i + 1
                child.join()
        """)
        run = self.traced(path, method, python=python)
        self.assertEqual(run.status, 0)
        sent = {"main": [], "main/1": []}
        other = {"main": "main/1", "main/1": "main"}
        for e in run.events:
            if e["ev"] == "pipe.send" and e["phase"] == "begin":
                sent[e["proc"]].append(e["preview"])
            elif e["ev"] == "pipe.recv" and e["phase"] == "end":
                self.assertEqual(sent[other[e["proc"]]].pop(0), e["preview"])

    @each_in_turn
    def test_the_end_of_a_one_way_pipe(self, python, method):
        run = self.traced(program("pipe_one_way"), method, python=python)
        self.assertEqual(run.out, self.plain(program("pipe_one_way"), "fork", python=python).out)
        first, second = run.of("pipe.create")
        self.assertEqual((first["duplex"], first["peer"]), (False, first["obj"]))
        closed = [(e["proc"], e["ends"]) for e in run.of("pipe.close", obj=first["obj"])]
        self.assertIn(("main/1", 2), closed)
        self.assertEqual([c for c in closed if c[0] == "main"], [("main", 2), ("main", 1)])
        eof = [e["line"] for e in run.of("pipe.eof")]
        self.assertEqual(eof, [20, 22])
        last_write = max(e["seq"] for e in run.of("pipe.close", obj=first["obj"], ends=2))
        self.assertGreater(run.of("pipe.eof")[0]["seq"], last_write)
        self.assertEqual(run.of("pipe.recv", phase="end", obj=first["obj"])[-1]["type"], "EOFError")
        # `del` closes as well.
        self.assertEqual([(e["ends"], e.get("line")) for e in run.of("pipe.close", obj=second["obj"])][:1], [(1, 26)])
        failed = [(e["ev"], e["type"]) for e in run.events if e.get("obj") == second["obj"] and e.get("failed")]
        self.assertEqual(failed, [("pipe.send", "BrokenPipeError"), ("pipe.recv", "OSError")])

    @each_python
    def test_connections_are_closed_when_they_are_collected(self, python):
        path = self.program("""
            import gc, multiprocessing as mp
            def forget():
                first, second = mp.Pipe(False)
                cycle = [first]
                cycle.append(cycle)
            forget()
            gc.collect()
            read, write = mp.Pipe(False)
            with read, write: pass
            write.close()
        """)
        run = self.traced(path, python=python)
        first, second = run.of("pipe.create")
        self.assertEqual([e["ends"] for e in run.of("pipe.close", obj=first["obj"])], [2, 1])
        self.assertEqual([e["ends"] for e in run.of("pipe.close", obj=second["obj"])], [2, 1])

    @each_in_turn
    def test_a_message_that_does_not_fit_waits(self, python, method):
        run = self.traced(program("pipe_full"), method, python=python)
        self.assertEqual(run.out, "[5, 30000, 3000000]\n" * 2)
        waits = [(e["line"], e["bytes"] if "bytes" in e else None) for e in run.of("pipe.send") if e.get("waits")]
        self.assertEqual(waits, [(21, None)] * 2)
        self.assertEqual([e["bytes"] for e in run.of("pipe.send", phase="end")], [5, 30000, 3000000] * 2)

    @each_in_turn
    def test_waiting_for_several_connections(self, python, method):
        run = self.traced(program("pipe_wait"), method, python=python)
        self.assertEqual(run.out, "[]\nTrue hello\nTrue\n")
        seen = [(e["phase"], e.get("objects"), e.get("timeout_ns")) for e in run.of("pipe.wait")]
        self.assertEqual(seen, [("begin", 2, 20_000_000), ("end", None, None), ("begin", 3, None), ("end", None, None),
                                ("begin", 2, 30_000_000_000), ("end", None, None)])
        self.assertEqual([int(e["ready"]) for e in run.of("pipe.wait", phase="end")], [0, 1, 1])

    @each_in_turn
    def test_an_end_that_comes_in_a_message(self, python, method):
        run = self.traced(program("pipe_in_message"), method, python=python)
        self.assertEqual(run.out, "sent\nby pipe by queue\n")
        travels = next(e["obj"] for e in run.of("pipe.create", line=18))
        opened = [(e["proc"], e["ends"]) for e in run.of("pipe.open", obj=travels)]
        self.assertEqual(opened, [("main/1", 2)] * 2)
        recv = run.of("pipe.recv", phase="end", proc="main/1")[0]
        self.assertEqual(recv["bytes"], run.of("pipe.send", phase="end", proc="main")[0]["bytes"])
        self.assertLess(run.of("pipe.open", obj=travels)[0]["seq"], recv["seq"])

    def test_the_library_has_its_own_pipes_unseen(self):
        for method in METHODS:
            with self.subTest(method=method):
                self.library_is_unseen(method)

    def library_is_unseen(self, method):
        path = self.program("""
            import multiprocessing as mp, sys, concurrent.futures as cf
            def double(x): return 2 * x
            def work(q, simple, names):
                q.put(simple.get()); names.append(1)
            if __name__ == "__main__":
                ctx = mp.get_context(sys.argv[1])
                with ctx.Pool(2) as pool: print(pool.map(double, range(5)))
                with cf.ProcessPoolExecutor(2, mp_context=ctx) as executor: print(list(executor.map(double, range(3))))
                with ctx.Manager() as manager:
                    q, simple, names = ctx.Queue(), ctx.SimpleQueue(), manager.list()
                    simple.put(1)
                    p = ctx.Process(target=work, args=(q, simple, names)); p.start(); print(q.get(timeout=30)); p.join(30)
                    print(names)
        """)
        run = self.traced(path, method)
        self.assertEqual(run.out, self.plain(path, method).out)
        self.assertEqual([e for e in run.events if e["ev"].startswith(("pipe.", "socket.", "shared."))], [])


class Sockets(ProbeTest):
    @each_in_turn
    def test_listener_and_client(self, python, method):
        run = self.traced(program("listener_client"), method, python=python)
        self.assertEqual(run.out, "hello\nwelcome\n")
        (listen,), (accepted,) = run.of("socket.listen"), run.of("socket.accept", phase="end")
        self.assertEqual((listen["backlog"], listen["obj"]), (2, accepted["obj"]))
        self.assertTrue(listen["path"].endswith("/door"))
        connect = run.of("socket.connect", phase="begin")[0]
        self.assertEqual((connect["proc"], connect["path"]), ("main/1", listen["path"]))
        ends = {e["proc"]: (e["obj"], e["ends"]) for e in run.of("pipe.open")}
        self.assertEqual(ends["main"], (accepted["peer"], 3))
        self.assertEqual([e["preview"] for e in run.of("pipe.send", phase="begin")], ["'hello'", "'welcome'"])
        self.assertEqual([e["obj"] for e in run.of("pipe.close")], [ends["main/1"][0], ends["main"][0]])

    @each_in_turn
    def test_sockets_of_the_learners_lines(self, python, method):
        run = self.traced(program("sockets"), method, python=python)
        self.assertEqual(run.out, self.plain(program("sockets"), "fork", python=python).out)
        (listen,) = run.of("socket.listen")
        self.assertEqual((listen["backlog"], listen["line"]), (3, 17))
        self.assertRegex(listen["path"], r"^127\.0\.0\.1:\d+$")
        tried = [(e["line"], e["path"] == listen["path"]) for e in run.of("socket.connect", phase="begin")]
        self.assertEqual(tried, [(9, True), (24, True), (30, True)])
        self.assertEqual([e.get("type") for e in run.of("socket.connect", phase="end")], [None, None, "ConnectionRefusedError"])
        peers = [e["peer"] for e in run.of("socket.accept", phase="end", obj=listen["obj"])]
        self.assertEqual(len(set(peers)), 2)
        (sent,), (received,) = run.of("socket.send", phase="begin"), run.of("socket.recv", phase="end")
        self.assertEqual((sent["preview"], sent["line"]), ("b'hello'", 10))
        self.assertEqual((received["preview"], received["bytes"], received["obj"]), ("b'hello'", 5, peers[0]))
        self.assertLessEqual({listen["obj"], sent["obj"], *peers}, {e["obj"] for e in run.of("socket.close")})


if __name__ == "__main__":
    unittest.main()
