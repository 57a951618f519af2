# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs small programs with and without the probe, for the tests beside this file.

The programs are real and run in real interpreters: the one named in FORKSCOPE_TEST_PYTHON (Debian's python3 by default) and
whatever of 3.9 to 3.13 is found on PATH or under ~/.pyenv/versions; none of those is required.
"""
import functools
import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import unittest

TRACE_RUN = os.environ["FORKSCOPE_TRACE_RUN"]
PROBE = os.environ["FORKSCOPE_PROBE"]
MAIN_PYTHON = os.environ.get("FORKSCOPE_TEST_PYTHON", "/usr/bin/python3")
METHODS = ("fork", "spawn", "forkserver")
PATIENCE = 60  # seconds until a run counts as hung


@functools.lru_cache(maxsize=None)
def pythons():
    """Those of this share, where FORKSCOPE_TEST_SHARE says "0/2" or "1/2": so that two halves of a long test run side by side."""
    number, of = map(int, os.environ.get("FORKSCOPE_TEST_SHARE", "0/1").split("/"))
    return all_pythons()[number::of]


@functools.lru_cache(maxsize=None)
def all_pythons():
    """One interpreter for each version found, the main one first; only the main one where FORKSCOPE_TEST_ONE_PYTHON is set."""
    if os.environ.get("FORKSCOPE_TEST_ONE_PYTHON"):
        return [MAIN_PYTHON]
    names = [MAIN_PYTHON] + [shutil.which(f"python3.{minor}") or "" for minor in range(9, 14)]
    names += sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python3")))
    found = {}
    for name in names:
        if not name or not os.access(name, os.X_OK):
            continue
        asked = subprocess.run([name, "-c", "import sys; print(*sys.version_info[:3], sys.executable)"], capture_output=True, text=True)
        if asked.returncode != 0:
            continue
        *version, executable = asked.stdout.split(maxsplit=3)
        version = tuple(map(int, version))
        if (3, 9) <= version < (3, 14):
            # What is on PATH may be a script that sets variables and then starts an interpreter: the interpreter itself is meant.
            found.setdefault(version, executable.strip())
    for minor in range(9, 14):
        if not any(version[1] == minor for version in found):
            print(f"skipped: Python 3.{minor} is not on this machine", file=sys.stderr)
    return list(found.values())


if not pythons():
    print("skipped: there are not so many interpreters on this machine", file=sys.stderr)
    sys.exit(77)


def program(name):
    """One of the small programs that each show one thing."""
    folder = os.path.join(os.path.dirname(__file__), "..", "programs", "probe")
    return os.path.join(os.path.abspath(folder), name + ".py")


def label(python):
    return python.replace(os.path.expanduser("~"), "~")


class Run:
    """What one run gave: status, texts, and for a traced one its events and the counts of the last line."""

    def __init__(self, status, out, err, lines=()):
        self.status, self.out, self.err = status, out, err
        self.events = [line for line in lines if "ev" in line]
        self.kernel_names = [line["kernel_name"] for line in lines if "kernel_name" in line]
        self.notes = [line["note"] for line in lines if "note" in line]
        self.totals = next((line for line in lines if "records" in line), {})

    def of(self, name, **wanted):
        return [e for e in self.events
                if e["ev"] == name and all(e.get(key) == value for key, value in wanted.items())]


class ProbeTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="probe-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def program(self, text, name="program.py"):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))
        return path

    def execute(self, command, environment):
        env = {key: value for key, value in os.environ.items() if not key.startswith("FORKSCOPE_")}
        env.pop("PYTHONPATH", None)
        env.update(environment)
        child = subprocess.Popen(command, env=env, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True, start_new_session=True)
        try:
            out, err = child.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGABRT)  # PYTHONFAULTHANDLER: each process prints its stack
            try:
                out, err = child.communicate(timeout=5)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                out, err = child.communicate()
            self.fail(f"hangs: {' '.join(command)}\n{out}\n{err}")
        return child.returncode, out, err

    def plain(self, path, *arguments, python=MAIN_PYTHON, options=(), environment=None):
        return Run(*self.execute([python, *options, path, *arguments], environment or {}))

    def traced(self, path, *arguments, python=MAIN_PYTHON, options=(), environment=None, clean=True):
        record = os.path.join(self.folder, "trace.jsonl")
        status, out, err = self.execute([TRACE_RUN, PROBE, record, python, *options, path, *arguments], environment or {})
        with open(record, encoding="utf-8") as file:
            run = Run(status, out, err, [json.loads(line) for line in file])
        if clean:
            self.assertEqual({key: run.totals[key] for key in ("bad", "missing", "lost", "untraced")},
                             {"bad": 0, "missing": 0, "lost": 0, "untraced": 0})
            self.assertEqual(run.notes, [])
        return run


def each(methods=METHODS):
    """Runs a test with every interpreter and every one of these start methods, as subtests."""
    def decorate(test):
        @functools.wraps(test)
        def run(self):
            for python in pythons():
                for method in methods:
                    with self.subTest(python=label(python), method=method):
                        test(self, python, method)
        return run
    return decorate


def each_in_turn(test):
    """The main interpreter with every start method; each of the others with one of them, taken in turn."""
    @functools.wraps(test)
    def run(self):
        for number, python in enumerate(pythons()):
            turn = METHODS if python == MAIN_PYTHON else (METHODS[number % len(METHODS)],)
            for method in turn:
                with self.subTest(python=label(python), method=method):
                    test(self, python, method)
    return run


def each_python(test):
    @functools.wraps(test)
    def run(self):
        for python in pythons():
            with self.subTest(python=label(python)):
                test(self, python)
    return run
