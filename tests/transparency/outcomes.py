# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of runner.py, plain or under Forkscope: started, bounded in time, read back."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

RUNNER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "runner.py")
MOST_ENDS = 5  # of one suite in the midst of a test, until the rest of it is given up
FORKSCOPE = os.environ.get("FORKSCOPE", "forkscope")


class Outcomes:
    """What each test came to. `absent`: this interpreter has no such suite. `trouble`: the run itself did not end well."""

    def __init__(self, lines=(), status=0, hung=(), seconds=0.0):
        self.of = {line["id"]: line["outcome"] for line in lines if "id" in line}
        self.why = {line["id"]: line["why"] for line in lines if line.get("why")}
        self.absent = any("absent" in line for line in lines)
        self.seconds = seconds
        running = [line["start"] for line in lines if "start" in line and line["start"] not in self.of]
        for test in running:
            self.of[test] = "hangs" if test in hung else "did not end"
        ended = self.absent or any("end" in line for line in lines)
        self.trouble = ""
        if status != 0 or not ended:
            self.trouble = f"exit status {status} after {seconds:.0f} s, in {running[-1] if running else 'no test'}"

    def count(self, outcome):
        return list(self.of.values()).count(outcome)

    def saved(self):
        return {"of": self.of, "why": self.why, "absent": self.absent, "seconds": self.seconds, "trouble": self.trouble}

    @classmethod
    def restored(cls, saved):
        outcomes = cls()
        vars(outcomes).update(saved)
        return outcomes


def differences(plain, watched):
    """Test → (outcome plain, outcome watched), for those that differ."""
    tests = sorted(set(plain.of) | set(watched.of))
    pairs = {test: (plain.of.get(test, "not run"), watched.of.get(test, "not run")) for test in tests}
    return {test: pair for test, pair in pairs.items() if pair[0] != pair[1]}


def command(python, watched, arguments):
    program = [RUNNER, *arguments]
    return [FORKSCOPE, "run", "--quiet", "--python", python, *program] if watched else [python, *program]


def environment(folder):
    names = ("PYTHON", "FORKSCOPE", "LC_", "LANG", "VIRTUAL_ENV", "TMPDIR")
    env = {key: value for key, value in os.environ.items() if not key.startswith(names)}
    return {**env, "LANG": "C.UTF-8", "TMPDIR": folder}


def session_members(leader):
    """Processes of the session, which also holds what a killed test run leaves behind. proc(5): field 6 of stat."""
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="latin-1") as file:
                if int(file.read().rpartition(")")[2].split()[3]) == leader:
                    yield int(name)
        except OSError:
            continue


def end(child):
    """Forkscope ends its run at SIGTERM; what is left of a plain one is killed, its stacks written before."""
    child.terminate() if child.args[0] == FORKSCOPE else child.send_signal(signal.SIGABRT)
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    for pid in session_members(child.pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def grows(child, record, limit):
    """False when nothing has been added to the record for `limit` seconds; true when the run has ended."""
    size, since = -1, time.monotonic()
    while True:
        try:
            child.wait(0.5)
            return True
        except subprocess.TimeoutExpired:
            now = os.path.getsize(record) if os.path.exists(record) else 0
            if now != size:
                size, since = now, time.monotonic()
            elif time.monotonic() - since > limit:
                return False


def lines_in(record):
    if not os.path.exists(record):
        return []
    with open(record, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.endswith("\n")]


def run(python, suite, watched, limit, tests=()):
    """Runs the suite, or only these tests of it. A test that takes more than `limit` seconds is ended; behind it, or behind one
    in which the run dies, the others still run."""
    folder = tempfile.mkdtemp(prefix="transparency-")
    record = os.path.join(folder, "outcomes.jsonl")
    began, hung = time.monotonic(), []
    try:
        for _ in range(MOST_ENDS + 1):
            with open(os.path.join(folder, "log"), "wb") as log:
                child = subprocess.Popen(command(python, watched, [record, suite, *tests]), cwd=folder, stdin=subprocess.DEVNULL,
                                         stdout=log, stderr=log, env=environment(folder), start_new_session=True)
                grown = grows(child, record, limit)
                if not grown:
                    end(child)
            unfinished = [line["start"] for line in lines_in(record)[-1:] if "start" in line]
            if not grown:
                hung += unfinished
            if grown and not unfinished:
                break  # else the next round goes on behind the test that hung or died
        outcomes = Outcomes(lines_in(record), child.returncode, hung, time.monotonic() - began)
        if outcomes.trouble:
            with open(os.path.join(folder, "log"), encoding="utf-8", errors="replace") as file:
                outcomes.trouble += "\n" + "".join(file.readlines()[-15:])
        return outcomes
    finally:
        shutil.rmtree(folder, ignore_errors=True)
