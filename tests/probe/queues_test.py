# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from harness import ProbeTest, each, each_python

ALL = """
    import multiprocessing as mp, sys, queue
    class Job:
        def __repr__(self): print("learner's code has run"); return "job"
    def work(q, done, simple):
        for _ in range(3): done.put(q.get())
        simple.put({"a": [1, None]})
        for _ in range(3): done.task_done()
    if __name__ == "__main__":
        ctx = mp.get_context(sys.argv[1])
        q, done, simple = ctx.Queue(1), ctx.JoinableQueue(), ctx.SimpleQueue()
        p = ctx.Process(target=work, args=(q, done, simple)); p.start()
        for item in (("a", 1.5), "text", Job()): q.put(item)
        for _ in range(3): done.get()
        print(simple.get()); done.join(); p.join()
        for call in (lambda: q.get(False), lambda: q.get(timeout=0.02), lambda: q.get(True, 0.02)):
            try: call()
            except queue.Empty: print("empty")
        q.put(0)
        try: q.put(1, timeout=0.02)
        except queue.Full: print("full")
        try: done.task_done()
        except ValueError as e: print(e)
        q.get(); q.close(); simple.close()
"""


class Queues(ProbeTest):
    @each()
    def test_put_feed_get_and_the_rest(self, python, method):
        path = self.program(ALL)
        run = self.traced(path, method, python=python)
        self.assertEqual(run.out, self.plain(path, method, python=python).out)
        made = [(e["kind"], e["maxsize"]) for e in run.of("queue.create")]
        self.assertEqual(made, [("Queue", 1), ("JoinableQueue", 0), ("SimpleQueue", 0)])
        q, done, simple = [e["obj"] for e in run.of("queue.create")]
        previews = [e["preview"] for e in run.of("queue.put", obj=q, phase="begin")]
        self.assertEqual(previews, ["('a', 1.5)", "'text'", "<Job>", "0", "1"])
        got = [e["preview"] for e in run.of("queue.get", obj=q, phase="end") if not e.get("failed")]
        self.assertEqual(got, previews[:4])
        self.assertEqual([e["preview"] for e in run.of("queue.get", obj=simple, phase="end")], ["{'a': [1, None]}"])
        self.assertEqual(sum(e.get("failed", False) for e in run.of("queue.get", obj=q, phase="end")), 3)
        self.assertEqual(sum(e.get("failed", False) for e in run.of("queue.put", obj=q, phase="end")), 1)
        self.assertEqual([e.get("unfinished") for e in run.of("queue.task_done", obj=done)], [2, 1, 0, -1])
        self.assertEqual([e["phase"] for e in run.of("queue.join", obj=done) if e["phase"] != "point"], ["begin", "end"])
        self.assertEqual([e["obj"] for e in run.of("queue.close")], [q, simple])
        for obj, helper in ((q, True), (done, True), (simple, None)):
            feeds = run.of("queue.feed", obj=obj)
            self.assertTrue(feeds)
            self.assertEqual({e.get("helper") for e in feeds}, {helper})
        waits = [e["ev"] for e in run.events if e.get("waits") and e.get("obj") == q]
        self.assertIn("queue.put", waits)
        self.assertIn("queue.get", waits)

    @each(("fork", "spawn"))
    def test_an_item_is_put_fed_and_got_in_this_order(self, python, method):
        path = self.program("""
            import multiprocessing as mp, sys
            def produce(q):
                for i in range(500): q.put(i)
            if __name__ == "__main__":
                ctx = mp.get_context(sys.argv[1])
                q = ctx.Queue()
                producers = [ctx.Process(target=produce, args=(q,)) for _ in range(2)]
                for p in producers: p.start()
                for _ in range(1000): q.get()
                for p in producers: p.join()
        """)
        run = self.traced(path, method, python=python)
        put = fed = got = 0
        for e in run.events:
            put += e["ev"] == "queue.put" and e["phase"] == "begin"
            fed += e["ev"] == "queue.feed"
            got += e["ev"] == "queue.get" and e["phase"] == "end"
            self.assertTrue(put >= fed >= got, e)
        self.assertEqual((put, fed, got), (1000, 1000, 1000))
        self.assertEqual(len({e["obj"] for e in run.events if e["ev"].startswith("queue.")}), 1)

    def test_what_does_not_fit_into_the_pipe_is_not_told_to_be_there(self):
        path = self.program("""
            import multiprocessing as mp, time
            if __name__ == "__main__":
                q = mp.get_context("fork").Queue()
                q.put(b"x" * 200_000); time.sleep(0.3); print("before"); len(q.get())
        """)
        run = self.traced(path)
        names = [e["ev"] for e in run.events]
        self.assertLess(names.index("print"), names.index("queue.feed"))
        self.assertEqual(run.of("queue.feed")[0]["bytes"] // 1000, 200)

    @each_python
    def test_an_item_that_cannot_be_pickled_leaves_the_buffer(self, python):
        path = self.program("""
            import multiprocessing as mp, time
            if __name__ == "__main__":
                q = mp.get_context("fork").Queue()
                q.put(lambda: 0); time.sleep(0.2); q.put(1); print(q.get())
        """)
        run = self.traced(path, python=python)
        self.assertEqual([e.get("failed", False) for e in run.of("queue.feed")], [True, False])
        self.assertEqual(run.out, "1\n")

    def test_more_queues_than_are_counted_wait_when_they_are_empty_and_only_then(self):
        path = self.program("""
            import multiprocessing as mp, time
            def give(queue):
                time.sleep(0.1); queue.put("late")
            if __name__ == "__main__":
                ctx = mp.get_context("fork")
                for _ in range(3000): ctx.SimpleQueue().close()
                for _ in range(20):
                    queue = ctx.SimpleQueue()
                    queue.put("there"); queue.get()
                    p = ctx.Process(target=give, args=(queue,)); p.start()
                    print(queue.get()); p.join()
        """)
        run = self.traced(path)
        self.assertEqual(run.out, "late\n" * 20)
        waits = [e["obj"] for e in run.events if e["ev"] == "queue.get" and e.get("waits")]
        used = [e["obj"] for e in run.of("queue.get", phase="end") if e["preview"] == "'there'"]
        self.assertEqual(len(used), 20)
        self.assertEqual(waits, used)


if __name__ == "__main__":
    unittest.main()
