# SPDX-License-Identifier: GPL-3.0-or-later
"""The referee itself: with a suite that behaves otherwise when watched, and a stand-in for Forkscope that only says so."""
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SUITE = """
    import os, time, unittest
    WATCHED = "WATCHED" in os.environ
    def sometimes(name):
        path = os.path.join(os.environ["COUNTS"], name)
        count = os.path.getsize(path) if os.path.exists(path) else 0
        with open(path, "a") as file: file.write("x")
        return count in (1, 4)
    class Suite(unittest.TestCase):
        def test_a_same(self): pass
        def test_b_same_failure(self): self.fail("as ever")
        def test_c_hangs(self):
            if WATCHED: time.sleep(600)
        def test_d_dies(self):
            if WATCHED: os._exit(3)
        def test_e_fails(self): self.assertFalse(WATCHED)
        def test_f_subtest(self):
            for n in range(3):
                with self.subTest(n=n): self.assertFalse(WATCHED and n == 1)
        def test_g_skips(self):
            if WATCHED: self.skipTest("no")
        def test_h_flaky(self): self.assertFalse(sometimes("h"))
        def test_i_same(self): pass
"""
STAND_IN = "#!/bin/sh\nshift 3\nWATCHED=1 exec \"$@\"\n"  # run --quiet --python


class RefereeTest(unittest.TestCase):
    def judged(self, suite, *options):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("suite.py", textwrap.dedent(suite)), ("forkscope", STAND_IN)):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
                os.chmod(file.name, 0o755)
            table = os.path.join(folder, "table.json")
            env = {**os.environ, "FORKSCOPE": os.path.join(folder, "forkscope"), "TRANSPARENCY_SUITES": folder, "COUNTS": folder}
            done = subprocess.run([os.path.join(HERE, "run.sh"), "--python", sys.executable, "--suite", "suite", "--repeat", "1", "--jobs", "1",
                                   "--limit", "4", "--alone", "3", "--json", table, *options], env=env, capture_output=True, text=True)
            self.assertTrue(os.path.exists(table), done.stdout + done.stderr)
            with open(table, encoding="utf-8") as file:
                return done.returncode, json.load(file)[0], done.stdout

    def test_every_kind_of_difference_is_seen(self):
        status, line, text = self.judged(SUITE)
        differ = {entry["test"].rpartition(".")[2]: entry for entry in line["differ"]}
        watched = {name: entry["watched"] for name, entry in differ.items()}
        self.assertEqual(watched.pop("test_c_hangs"), "hangs")
        self.assertEqual(watched, {"test_d_dies": "did not end", "test_e_fails": "fail", "test_f_subtest": "fail", "test_g_skips": "skip",
                                   "test_h_flaky": "fail"})
        self.assertEqual(differ["test_h_flaky"]["verdict"], "flaky")
        self.assertEqual({differ[name]["verdict"] for name in ("test_c_hangs", "test_d_dies", "test_e_fails", "test_f_subtest")}, {"ours"})
        self.assertEqual((status, line["same"], line["good"]), (1, False, False))
        self.assertIn("test_e_fails", text)

    def test_what_is_flaky_by_itself_is_no_difference(self):
        only = SUITE.replace("WATCHED = ", "WATCHED = False and ")
        status, line, _ = self.judged(only)
        self.assertEqual([entry["verdict"] for entry in line["differ"]], ["flaky"])
        self.assertEqual(status, 0)

    def test_the_same_is_the_same(self):
        status, line, _ = self.judged(SUITE.replace("WATCHED = ", "WATCHED = False and ").replace("sometimes(\"h\")", "False"))
        self.assertEqual((status, line["same"], line["differ"]), (0, True, []))
        self.assertEqual((line["tests"], line["ok"]), (9, 8))


if __name__ == "__main__":
    unittest.main()
