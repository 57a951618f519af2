# SPDX-License-Identifier: GPL-3.0-or-later
"""Each program of tests/programs/invisible comes out the same, byte for byte, with and without Forkscope: through pipes and on a
terminal, with every start method, on every interpreter found.

    invisible_test.py [-k NAME]
"""
import difflib
import fcntl
import glob
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
import unittest

import harness
from harness import METHODS, ProbeTest, label

FORKSCOPE = os.environ["FORKSCOPE"]
UNORDERED = {"warned"}  # parent and child write to stderr side by side
PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "programs", "invisible")


def normal(data):
    """Without what changes from run to run by itself: addresses, numbers of processes, names of semaphores and segments."""
    data = re.sub(rb"0x[0-9a-f]+|(?<=pid=)\d+|(?<=parent=)\d+|(?<=started )\d+|(?<=/mp-)\w{8}|psm_\w+|(?<=Process )\d+", b"#", data)
    data = re.sub(rb"(tracker_fd=|pipe_handle=)\d+", rb"\1#", data)
    return re.sub(rb"\(pid=\d+\)|pid \d+|ForkProcess-\d+\b", b"#", data)


def environment(**more):
    env = {key: value for key, value in os.environ.items() if not key.startswith(("FORKSCOPE", "PYTHON", "QT_", "LC_"))}
    return {**env, "LANG": "C.UTF-8", "TERM": "xterm-256color", **more}


def piped(command, folder):
    done = subprocess.run(command, env=environment(), cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=harness.PATIENCE)
    return done.returncode, normal(done.stdout), normal(done.stderr)


def piped_with_niceness(command, folder):
    return piped(["nice", "-n", "5", *command], folder)


def read_all(descriptor):
    data, until = b"", time.monotonic() + harness.PATIENCE
    while time.monotonic() < until and select.select([descriptor], [], [], harness.PATIENCE)[0]:
        try:
            more = os.read(descriptor, 65536)
        except OSError:  # the last holder of the other side has gone
            break
        if not more:
            break
        data += more
    return data


def on_terminal(command, folder):
    """The program on a terminal of its own: all that it wrote there, in order."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, environment())
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    data = read_all(descriptor)
    os.close(descriptor)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), normal(data)


WAYS = {"outputs": on_terminal, "endings": on_terminal, "surroundings": piped_with_niceness}  # beside pipes


def difference(plain, watched):
    """The lines that differ, the first of them, cut; "" when the bytes are the same."""
    lines = [data.decode("utf-8", "backslashreplace").splitlines() for data in (plain, watched)]
    found = [line[:1500] for line in difflib.unified_diff(*lines, "plain", "watched", "", "", 0, "")]
    return "\n".join(found[:40]) or ("" if plain == watched else "ends of lines")


class Invisible(ProbeTest):
    maxDiff = 3000

    def compare(self, ways, program, python, method):
        command = [python, "-B", os.path.join(PROGRAMS, program + ".py"), method]
        watched = [FORKSCOPE, "run", "--quiet", "--python", python, "--python-options", "-B", *command[2:]]
        for way in ways:
            plain, seen = way(command, self.folder), way(watched, self.folder)
            if program in UNORDERED:
                plain, seen = ((status, out, b"".join(sorted(err.splitlines(True)))) for status, out, err in (plain, seen))
            self.assertEqual(seen[0], plain[0], "exit status")
            for mine, theirs in zip(plain[1:], seen[1:]):
                self.assertFalse(difference(mine, theirs), f"{program} {way.__name__}:\n{difference(mine, theirs)}")


def add(program, methods):
    def test(self):
        ways = (piped, WAYS[program]) if program in WAYS else (piped,)
        for python in harness.pythons():
            for method in methods:
                with self.subTest(python=label(python), method=method):
                    self.compare(ways, program, python, method)
    setattr(Invisible, f"test_{program}", test)


for path in sorted(glob.glob(os.path.join(PROGRAMS, "*.py"))):
    with open(path, encoding="utf-8") as file:
        add(os.path.basename(path)[:-3], METHODS if "sys.argv[1]" in file.read() else ("none",))

if __name__ == "__main__":
    unittest.main()
