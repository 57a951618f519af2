# SPDX-License-Identifier: GPL-3.0-or-later
import os
import unittest

from harness import ProbeTest, each

PROGRAM = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "programs", "probe",
                                        "manager_objects.py"))


class Managers(ProbeTest):
    @each()
    def test_calls_are_seen_in_client_and_server(self, python, method):
        run = self.traced(PROGRAM, method, python=python)
        self.assertEqual((run.out.splitlines(), run.err, run.status),
                         (["['main', 'child'] {'main': 3} 4 item", "error list.remove(x): x not in list", "5"], "", 0))
        starts = run.of("manager.start", proc="main")
        self.assertEqual([e["type"] for e in starts], ["SyncManager", "Bank"])
        servers = {e["pid"]: e for e in run.of("process.begin") if e["pid"] in {s["child"] for s in starts}}
        self.assertEqual(sorted(e["process_name"].split("-")[0] for e in servers.values()), ["Bank", "SyncManager"])
        made = {e["kind"]: e["obj"] for e in run.of("manager.create", proc="main")}
        self.assertEqual(list(made), ["list", "dict", "Namespace", "Event", "Lock", "Queue", "Account"])
        self.assertEqual(len(set(made.values())), 7)
        self.assertEqual(len({e["owner"] for e in run.of("manager.create")}), 2)

        calls, served = run.of("manager.call"), run.of("manager.serve")
        self.assertTrue(all(e["pid"] in servers and e["helper"] for e in served))
        for which in made.values():  # each call of a client is one of the server, in its middle
            mine = [e for e in calls + served if e["obj"] == which and not (which == made["Event"])]
            mine.sort(key=lambda e: e["seq"])
            for at in range(0, len(mine), 4):
                self.assertEqual([(e["ev"].split(".")[1], e["phase"]) for e in mine[at:at + 4]],
                                 [("call", "begin"), ("serve", "begin"), ("serve", "end"), ("call", "end")])
                self.assertEqual(len({e["call"] for e in mine[at:at + 4]}), 1)
        wait = [e for e in calls if e["call"] == "wait"]
        set_, = [e for e in served if e["call"] == "set" and e["phase"] == "end"]
        self.assertTrue(wait[0]["seq"] < set_["seq"] < wait[1]["seq"])
        self.assertEqual({e["proc"] for e in calls if e["call"] == "acquire"} & {"main"}, set())
        failed, = [e for e in calls if e.get("failed") and e["call"] == "remove"]
        self.assertEqual((failed["type"], failed["obj"], failed["line"]), ("ValueError", made["list"], 43))
        add = [e for e in calls if e["call"] == "add"]
        self.assertEqual([e["preview"] for e in add], ["(5,)", "5"])
        self.assertEqual([e["obj"] for e in run.of("manager.shutdown", proc="main")], [e["obj"] for e in starts])


if __name__ == "__main__":
    unittest.main()
