# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one suite of CPython's own tests and writes what each test came to, one JSON line each.

    runner.py OUT.jsonl SUITE [TEST-ID…]

SUITE is a module of CPython's `test` package; with TEST-IDs only these are run. Before each test a line {"start": id} is
written, so that a run that never ends, or dies, says where; after it {"id": id, "outcome": …}; at the end {"end": seconds}.
Tests that have begun in OUT.jsonl already are left out: so a run goes on behind the test in which it hung.
"""
import importlib.util
import json
import os
import sys
import time
import unittest

STUBS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stubs")
OTHERS = os.environ.get("TRANSPARENCY_SUITES", "")  # a folder with suites of one's own
WORST = ("ok", "skip", "expected failure", "unexpected success", "fail", "error")  # later beats earlier


class Lines:
    def __init__(self, path):
        self.path = path

    def write(self, **line):
        # Opened for each line: no descriptor of ours is open while a test runs.
        with open(self.path, "ab", buffering=0) as file:
            file.write((json.dumps(line) + "\n").encode())


class Outcomes(unittest.TestResult):
    """The worst of what a test and its subtests came to; what happens outside a test (setUpClass …) under its own name."""

    def __init__(self, lines):
        super().__init__()
        self.lines, self.current, self.outcome, self.why = lines, None, "ok", ""

    def startTest(self, test):
        super().startTest(test)
        self.current, self.outcome, self.why = test.id(), "ok", ""
        self.lines.write(start=self.current)

    def stopTest(self, test):
        super().stopTest(test)
        self.lines.write(id=test.id(), outcome=self.outcome, why=self.why)
        self.current = None

    def note(self, test, outcome, why):
        if self.current is None:
            self.lines.write(id=test.id(), outcome=outcome, why=why)
        elif WORST.index(outcome) > WORST.index(self.outcome):
            self.outcome, self.why = outcome, why

    def addError(self, test, error):
        super().addError(test, error)
        self.note(test, "error", self.errors[-1][1])

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.note(test, "fail", self.failures[-1][1])

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            kind = "fail" if issubclass(error[0], test.failureException) else "error"
            self.note(test, kind, f"{subtest.id()}: {error[1]!r}")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(test, "skip", reason)

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self.note(test, "expected failure", "")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, "unexpected success", "")


def module_name(suite):
    """Where this interpreter keeps the suite: its own, else ours around test._test_multiprocessing; None when it has neither."""
    if OTHERS and os.path.exists(os.path.join(OTHERS, suite + ".py")):
        sys.path.append(OTHERS)
        return suite
    name = "test." + suite
    if importlib.util.find_spec("test") and importlib.util.find_spec(name):
        return name
    if os.path.exists(os.path.join(STUBS, suite + ".py")) and importlib.util.find_spec("test._test_multiprocessing"):
        sys.path.append(STUBS)
        return suite
    return None


def load(name, wanted):
    loader = unittest.TestLoader()
    return loader.loadTestsFromNames(wanted) if wanted else loader.loadTestsFromName(name)


def begun(out):
    """Tests that an earlier run with the same record has begun: it hung or died in the last of them."""
    if not os.path.exists(out):
        return set()
    with open(out, encoding="utf-8") as file:
        return {line["start"] for line in map(json.loads, file) if "start" in line}


def without(tests, names):
    kept = (without(test, names) if isinstance(test, unittest.TestSuite) else test for test in tests)
    return type(tests)(test for test in kept if isinstance(test, unittest.TestSuite) or test.id() not in names)


def main(out, suite, *wanted):
    name = module_name(suite)
    lines = Lines(out)
    done = begun(out)
    if name is None:
        lines.write(absent=suite)
        return 0
    began = time.monotonic()
    try:
        tests = without(load(name, wanted), done)
    except unittest.SkipTest as skip:
        lines.write(id=name, outcome="skip", why=str(skip))
        tests = unittest.TestSuite()
    tests.run(Outcomes(lines))
    lines.write(end=round(time.monotonic() - began, 1))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
