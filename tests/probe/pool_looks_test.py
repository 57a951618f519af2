# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs can see of pools, executors, managers, threads, signals and waits is the same with and without the probe."""
import os
import re
import unittest

from harness import ProbeTest, label, pythons

PROGRAM = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "programs", "probe",
                                        "looks_of_pools.py"))


def normal(text):
    """Without addresses, numbers of processes and names of sockets."""
    return re.sub(r"0x[0-9a-f]+|pid=\d+|\b(id|at) \d+|pymp-\w*/listener-\w*", "", text).splitlines()


class Looks(ProbeTest):
    maxDiff = 4000

    def test_signatures_tracebacks_and_attributes_are_the_same(self):
        for python in pythons():
            for method in ("fork", "spawn") if python == pythons()[-1] else ("fork",):
                with self.subTest(python=label(python), method=method):
                    plain, run = self.plain(PROGRAM, method, python=python), self.traced(PROGRAM, method, python=python)
                    self.assertGreater(len(plain.out.splitlines()), 200, plain.err)
                    self.assertEqual(normal(run.out), normal(plain.out))
                    self.assertEqual((normal(run.err), run.status), (normal(plain.err), plain.status))


if __name__ == "__main__":
    unittest.main()
