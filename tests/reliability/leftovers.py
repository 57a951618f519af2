#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is left behind: programs that try to outlive their run are ended in every way, at random moments, and what is
still there a second later is looked for from outside.

What belongs to a run is known by a marker in its environment (/proc/*/environ), by descent (this script adopts whatever
gets away from everybody), and by a TMPDIR of its own. Where this may be had (as root), /dev/shm is a fresh one, so that
its whole list can be compared; else only names that a process of the run had mapped are looked for.

A process that is killed while Python tries whether it may write to a folder leaves that trial file, with or without
Forkscope, and nobody could tell it from a file of the learner's: such files are counted, and no fault.

With --user the runs are that user's, which root alone can do.
"""
import collections
import ctypes
import os
import pwd
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid

import runs

KINDS = ("setsid", "double_fork", "sigterm_ignored", "daemons", "pid_hopping", "nohup", "fork_bomb", "spawn", "shared",
         "everything")
WAYS = ("stop", "close", "kill forkscope", "kill guard", "kill warden", "kill forkscope and guard",
        "kill forkscope and warden", "kill guard and warden")
MARK = "FORKSCOPE_LEFTOVERS"
PATIENCE = 60


def fresh_shared_memory():
    """Goes on in a mount namespace with an empty /dev/shm, where that is allowed."""
    if os.environ.get("FORKSCOPE_FRESH_SHM") or os.getuid() != 0 or not shutil.which("unshare"):
        return
    script = 'mount -t tmpfs -o mode=1777 tmpfs /dev/shm && exec "$@"'
    trial = subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", "true"], capture_output=True)
    if trial.returncode == 0:
        os.environ["FORKSCOPE_FRESH_SHM"] = "1"
        os.execvp("unshare", ["unshare", "--mount", "sh", "-c", script, "sh", sys.executable, *sys.argv])


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def stat_of(pid):
    """(name, state, parent) or None."""
    text = read(f"/proc/{pid}/stat").decode(errors="replace")
    if not text:
        return None
    name, rest = text[text.index("(") + 1:text.rindex(")")], text[text.rindex(")") + 2:].split()
    return name, rest[0], int(rest[1])


def pids():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def children_of(parent, name):
    found = [pid for pid in pids() if (stat := stat_of(pid)) and stat[2] == parent and stat[0].startswith(name)]
    return found[0] if found else 0


def is_trial(path):
    """Made by tempfile._get_default_tempdir: eight letters, and never anything but "blat" in it."""
    return bool(re.fullmatch(r"[a-z0-9_]{8}", os.path.basename(path))) and os.path.isfile(path) and read(path) in (b"", b"blat")


busy = []  # processes of this script itself, which make the machine slow


class Run:
    def __init__(self, host, kind, user, python):
        self.mark = f"{MARK}={uuid.uuid4()}"
        self.folder = tempfile.mkdtemp(prefix="leftovers-")
        self.trials = 0
        environment = {**os.environ, MARK: self.mark.split("=")[1], "TMPDIR": self.folder, "HOME": self.folder,
                       "QT_QPA_PLATFORM": "offscreen"}
        if python:
            environment["PATH"] = os.path.dirname(python) + ":" + environment["PATH"]
        extra = {}
        if user:
            entry = pwd.getpwnam(user)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
            extra = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        self.shm = set(os.listdir("/dev/shm"))
        self.mapped, self.terminal = set(), None
        self.host = subprocess.Popen([host, os.path.join(runs.PROGRAMS, "leaves.py"), kind], env=environment,
                                     cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=subprocess.STDOUT, **extra)
        self.warden = self.guard = 0

    def find_guard(self):
        end = time.monotonic() + PATIENCE
        while not self.guard and time.monotonic() < end and self.host.poll() is None:
            self.warden = children_of(self.host.pid, "forkscope-ward")
            self.guard = self.warden and children_of(self.warden, "forkscope-guard")
            time.sleep(0.002)
        if not self.guard:
            sys.exit("The run did not start:\n" + self.host.stdout.read().decode(errors="replace"))

    def wait_until_ready(self):
        end = time.monotonic() + PATIENCE
        said = b""
        while b"ready" not in said and time.monotonic() < end:
            if select.select([self.host.stdout], [], [], 1)[0]:
                more = os.read(self.host.stdout.fileno(), 65536)
                said += more
                if not more:
                    break

    def note(self):
        """What the run has that is no process, as far as it can be known from outside."""
        for pid in self.processes():
            for line in read(f"/proc/{pid}/maps").split(b"\n"):
                if b" /dev/shm/" in line:
                    self.mapped.add(os.path.basename(line.split(b" /dev/shm/")[1].decode()))
            try:
                name = os.readlink(f"/proc/{pid}/fd/1")
                if name.startswith("/dev/pts/"):
                    self.terminal = name, os.stat(name).st_ctime_ns
            except OSError:
                pass

    def processes(self):
        """By marker, or come to us as orphans. A zombie of ours is a process that has ended."""
        found = []
        for pid in pids():
            stat = stat_of(pid)
            if not stat or pid == self.host.pid or pid in [b.pid for b in busy] or stat[1] in "ZX":
                continue
            if stat[2] == os.getpid() or self.mark.encode() in read(f"/proc/{pid}/environ").split(b"\0"):
                found.append(pid)
        return found

    def hold(self):
        """Presses Pause, and looks a moment at who is held, or is about to be."""
        os.write(self.host.stdin.fileno(), b"pause\n")
        time.sleep(random.random() * 0.4)

    def end(self, way):
        if way in ("stop", "close"):
            os.write(self.host.stdin.fileno(), way.encode() + b"\n")
            return
        victims = {"forkscope": self.host.pid, "guard": self.guard, "warden": self.warden}
        chosen = [pid for name, pid in victims.items() if name in way.split()]
        random.shuffle(chosen)
        for pid in chosen:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass  # the program had been stopped at its limit by then

    def left(self):
        left = [f"process {pid} {read(f'/proc/{pid}/cmdline')[:60]!r}" for pid in self.processes()]
        now = set(os.listdir("/dev/shm"))
        new = now - self.shm if os.environ.get("FORKSCOPE_FRESH_SHM") else now & self.mapped
        left += [f"/dev/shm/{name}" for name in sorted(new)]
        names = [name for name in os.listdir(self.folder) if name != ".cache"]
        trials = [name for name in names if is_trial(os.path.join(self.folder, name))]
        self.trials = len(trials)
        left += [f"folder {name}" for name in names if name not in trials]
        if self.terminal:
            name, born = self.terminal
            try:
                if os.stat(name).st_ctime_ns == born:
                    left.append(name)
            except FileNotFoundError:
                pass
        return left

    def reap(self):
        while True:
            try:
                if os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                    return
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == self.host.pid:
                self.host.returncode = status

    def watch(self, bound):
        """(seconds until all was gone or the bound was over, what is left)."""
        began = time.monotonic()
        while True:
            self.reap()
            left = self.left()
            took = time.monotonic() - began
            if not left or took > bound:
                return took, left
            time.sleep(0.005)

    def clean(self):
        for pid in [self.host.pid] * (self.host.returncode is None) + self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.host.stdin.close()
        self.host.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        time.sleep(0.01)
        self.reap()


def one(host, kind, way, held, user, python, bound):
    run = Run(host, kind, user, python)
    run.find_guard()
    if random.random() < 0.7:
        run.wait_until_ready()
        time.sleep(random.random() * 0.2)
    else:
        time.sleep(random.random() * 0.4)
    if held:
        try:
            run.hold()
        except BrokenPipeError:
            pass  # it had ended by then
    run.note()
    run.end(way)
    took, left = run.watch(bound)
    run.clean()
    return took, left, run.trials


def load(count):
    return [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]


def end_all(chosen):
    """Prints the table; False when something was left."""
    random.seed(chosen.seed)
    host = chosen.host or os.path.join(os.path.dirname(os.path.dirname(runs.forkscope(chosen.forkscope))),
                                       "tests/run_session_host")
    ways = chosen.ways.split(",") if chosen.ways else WAYS
    kinds = chosen.kinds.split(",") if chosen.kinds else KINDS
    trials = 0
    times, dirty, count = collections.defaultdict(list), collections.Counter(), collections.Counter()
    for i in range(chosen.runs):
        kind, way = kinds[i % len(kinds)], ways[(i // len(kinds) + i) % len(ways)]
        busy[:] = load(chosen.load) if i % 4 == 3 else []
        held = random.random() < chosen.held
        took, left, tried = one(host, kind, way, held, chosen.user, chosen.python, chosen.bound)
        for process in busy:
            process.kill()
            process.wait()
        row = way + " while held" * held
        times[row].append(took)
        trials += tried
        count[row] += 1
        if left:
            dirty[row] += 1
            print(f"{kind}, ended by {row}: after {took:.2f} s there still are {left}", file=sys.stderr)
    print(f"{'user ' + chosen.user if chosen.user else 'uid ' + str(os.getuid())}, "
          f"{'a /dev/shm of its own' if os.environ.get('FORKSCOPE_FRESH_SHM') else 'the common /dev/shm'}, "
          f"trial files of killed Pythons: {trials}")
    print(runs.table(["ended by", "runs", f"something left after {chosen.bound:g} s", "all gone after ms: median", "most"],
                     [[row, count[row], dirty[row], round(1000 * sorted(times[row])[count[row] // 2]),
                       round(1000 * max(times[row]))] for way in ways for row in (way, way + " while held") if count[row]]))
    return not dirty


def main():
    parser = runs.arguments(__doc__)
    parser.add_argument("--host", default="", help="run_session_host (else: beside the binary)")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--user", default="", help="run them as this user")
    parser.add_argument("--ways", default="", help=f"only these, by comma: {', '.join(WAYS)}")
    parser.add_argument("--kinds", default="", help=f"only these, by comma: {', '.join(KINDS)}")
    parser.add_argument("--held", type=float, default=0.5, help="share of the runs that are paused before they are ended")
    parser.add_argument("--bound", type=float, default=1.0, help="seconds until all has to be gone")
    parser.add_argument("--load", type=int, default=2, help="busy processes beside every fourth run")
    chosen = parser.parse_args()
    fresh_shared_memory()
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    if chosen.user and os.getuid() != 0:
        print(f"Only root can run them as {chosen.user}: skipped.")
        return
    sys.exit(0 if end_all(chosen) else 1)


if __name__ == "__main__":
    main()
