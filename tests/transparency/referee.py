# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs CPython's own tests plain and under Forkscope, compares test by test, prints the table. See run.sh.

A test that differs is run alone, both ways, several times. It counts as flaky only when it also changes its outcome without
Forkscope, or hangs by a race of CPython that is known; everything else that differs makes the exit status 1. Exit status 77: no
interpreter here has any of the suites.
"""
import argparse
import concurrent.futures
import glob
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys

import outcomes

SUITES = ("test_multiprocessing_fork", "test_multiprocessing_spawn", "test_multiprocessing_forkserver",
          "test_multiprocessing_main_handling", "test_concurrent_futures")
SHORT = ("test_multiprocessing_fork", "test_multiprocessing_main_handling")
# Tests that hang by a race of CPython's own, which is there until that version: seldom, and more often on a loaded machine.
KNOWN_RACES = {"test_shutdown_deadlock_pickle": ((3, 13, 1), "gh-125451"), "test_processes_terminate": ((3, 13, 1), "gh-125451")}
UNFINISHED = ("hangs", "did not end")
NOTHING_TO_RUN = 77
SHORT_VERSION = (3, 13)  # of which the short form is, where there is one


def answer(python, code):
    asked = subprocess.run([python, "-I", "-c", "import sys; " + code], capture_output=True, text=True)
    return asked.stdout.strip() if asked.returncode == 0 else ""


def version_of(python):
    return tuple(map(int, answer(python, "print(*sys.version_info[:3])").split())) or (0,)


def pythons():
    """(version, path) of one interpreter for each version that is found, newest first."""
    names = [shutil.which(f"python3.{minor}") for minor in range(9, 14)] + ["/usr/bin/python3"]
    names += sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python3")))
    found = {}
    for name in names:
        if name and os.access(name, os.X_OK):
            # What is on PATH may be a script that starts an interpreter: the interpreter itself is meant.
            found.setdefault(version_of(name), answer(name, "print(sys.executable)") or name)
    return sorted(((version, name) for version, name in found.items() if (3, 9) <= version < (3, 14)), reverse=True)


def has(python, suite):
    code = f"import sys; sys.path.insert(0, {os.path.dirname(outcomes.RUNNER)!r}); import runner; sys.exit(not runner.module_name({suite!r}))"
    return subprocess.run([python, "-B", "-c", code], capture_output=True).returncode == 0


class Referee:
    def __init__(self, options):
        self.options = options

    def plain(self, python, suite, repetition):
        """Plain runs do not change with Forkscope: kept, when a folder for them is given."""
        if not self.options.keep_plain:
            return outcomes.run(python, suite, False, self.options.limit)
        with open(outcomes.RUNNER, "rb") as file:
            key = hashlib.sha256(repr((os.path.realpath(python), suite, repetition, file.read())).encode()).hexdigest()[:16]
        path = os.path.join(self.options.keep_plain, f"{suite}-{key}.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return outcomes.Outcomes.restored(json.load(file))
        result = outcomes.run(python, suite, False, self.options.limit)
        os.makedirs(self.options.keep_plain, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(result.saved(), file)
        return result

    def watched(self, python, suite):
        return outcomes.run(python, suite, True, self.options.limit)

    def alone(self, python, suite, test):
        """What the test comes to by itself: (plain outcomes, watched outcomes), as many of each as were asked for."""
        def once(watched):
            run = outcomes.run(python, suite, watched, min(self.options.limit, 60), [test])
            return run.of.get(test, run.trouble.partition("\n")[0] or "not run")
        pairs = [(once(False), once(True)) for _ in range(self.options.alone)]
        return [plain for plain, _ in pairs], [watched for _, watched in pairs]

    def judge(self, python, suite, plain, watched):
        """One line of the table from two runs."""
        line = {"plain": {"seconds": round(plain.seconds, 1), "trouble": plain.trouble},
                "watched": {"seconds": round(watched.seconds, 1), "trouble": watched.trouble},
                "tests": len(plain.of), "ok": plain.count("ok"), "skipped": plain.count("skip"), "differ": [],
                "unfinished": [test for test, outcome in watched.of.items() if outcome in UNFINISHED and plain.of.get(test) in UNFINISHED]}
        for test, pair in outcomes.differences(plain, watched).items():
            entry = {"test": test, "plain": pair[0], "watched": pair[1], "why": (watched if pair[0] == "ok" else plain).why.get(test, "")}
            if len(line["differ"]) < self.options.most_alone:
                entry["alone plain"], entry["alone watched"] = self.alone(python, suite, test)
            line["differ"].append({**entry, "verdict": known_race(version_of(python), entry) or verdict(entry)})
        same_end = bool(plain.trouble) == bool(watched.trouble)
        line["same"] = same_end and not line["differ"]
        line["good"] = same_end and all(entry["verdict"].startswith(("flaky", "known")) for entry in line["differ"])
        return line


def known_race(version, entry):
    until, issue = KNOWN_RACES.get(entry["test"].rpartition(".")[2], ((0,), ""))
    return f"known race of CPython before {'.'.join(map(str, until))}, {issue}" if version < until and "hangs" in (entry["plain"], entry["watched"]) else ""


def verdict(entry):
    plain, watched = set(entry.get("alone plain", [])), set(entry.get("alone watched", []))
    if len(plain | {entry["plain"]}) > 1:
        return "flaky"  # it also changes by itself
    if not watched:
        return "not run alone"
    return "not seen again" if watched == plain else "ours"


def seen(values):
    return ", ".join(f"{values.count(value)}× {value}" for value in sorted(set(values)))


def describe(line):
    what = "same" if line["same"] else f"{len(line['differ'])} differ"
    print(f"  {line['python']:8} {line['suite']:36} {line['repetition']}  {what:10} {line['tests']:4} tests, {line['ok']} ok, "
          f"{line['skipped']} skipped; {line['plain']['seconds']:.0f} s, watched {line['watched']['seconds']:.0f} s", flush=True)
    for entry in line["differ"]:
        print(f"      {entry['test']}: {entry['plain']}, watched {entry['watched']} — {entry['verdict']}")
        if "alone plain" in entry:
            print(f"          alone: {seen(entry['alone plain'])}; watched {seen(entry['alone watched'])}")
        for text in entry["why"].splitlines()[-3:]:
            print(f"          | {text}")
    for test in line["unfinished"]:
        print(f"      {test}: hangs or dies both ways")
    for way in ("plain", "watched"):
        if line[way]["trouble"]:
            print(f"      {way}: " + line[way]["trouble"].replace("\n", "\n          | "))
    sys.stdout.flush()


def wishes():
    parser = argparse.ArgumentParser(prog="run.sh", description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="repetitions of each suite (3)")
    parser.add_argument("--python", action="append", help="an interpreter; default: one of each version found, 3.9 to 3.13")
    parser.add_argument("--suite", action="append", help=f"default: {', '.join(SUITES)}")
    parser.add_argument("--jobs", type=int, default=2, help="runs at the same time (2)")
    parser.add_argument("--short", action="store_true", help="one interpreter, fork and main_handling, once")
    parser.add_argument("--json", help="the table as JSON, into this file")
    parser.add_argument("--limit", type=float, default=300, help="seconds after which a test counts as hung (300)")
    parser.add_argument("--alone", type=int, default=5, help="times that a differing test is run alone, both ways (5)")
    parser.add_argument("--most-alone", type=int, default=10, help="differing tests of a run that are run alone (10)")
    parser.add_argument("--keep-plain", metavar="FOLDER", help="keep plain runs there, and take them from there")
    return parser.parse_args()


def to_do(options):
    """(version, interpreter, suite) for all that is here; says what is not."""
    chosen = [(version_of(p), p) for p in options.python] if options.python else pythons()
    suites = options.suite or (SHORT if options.short else SUITES)
    if options.short and not options.python:
        chosen.sort(key=lambda pair: (pair[0][:2] == SHORT_VERSION, pair[0]), reverse=True)
        chosen = [pair for pair in chosen if all(has(pair[1], suite) for suite in suites)][:1]
    pairs = []
    for version, python in chosen:
        name = ".".join(map(str, version))
        here = [suite for suite in suites if has(python, suite)]
        pairs += [(name, python, suite) for suite in here]
        for suite in suites:
            if suite not in here:
                print(f"  {name:8} {suite:36} -  skipped: this installation does not have it")
    return pairs


def main():
    # Ignored in a job in the background: some tests send it to themselves, and would wait for ever.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    options = wishes()
    if options.short:
        options.repeat, options.alone, options.limit = 1, min(options.alone, 3), min(options.limit, 90)
    pairs = to_do(options)
    if not pairs:
        print("No interpreter on this machine has CPython's own tests for multiprocessing: nothing was compared.")
        return NOTHING_TO_RUN
    referee, table = Referee(options), []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = [(version, python, suite, repetition, pool.submit(referee.plain, python, suite, repetition),
                 pool.submit(referee.watched, python, suite))
                for repetition in range(1, options.repeat + 1) for version, python, suite in pairs]
        for version, python, suite, repetition, plain, watched in runs:
            line = {"python": version, "suite": suite, "repetition": repetition,
                    **referee.judge(python, suite, plain.result(), watched.result())}
            table.append(line)
            describe(line)
    same = sum(line["same"] for line in table)
    print(f"{len(table)} comparisons of {sum(line['tests'] for line in table)} tests in all: {same} the same, "
          f"{sum(line['good'] for line in table) - same} but for tests that are flaky plain too or hang by a known race of CPython, "
          f"{sum(not line['good'] for line in table)} different.")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(table, file, indent=1)
    return 0 if all(line["good"] for line in table) else 1


if __name__ == "__main__":
    sys.exit(main())
