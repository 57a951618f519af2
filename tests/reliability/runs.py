# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts of this folder have in common: where Forkscope is, a traced run as a stream of events, tables."""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "programs")


def arguments(about):
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forkscope", default=os.environ.get("FORKSCOPE", ""), help="the binary (else: build/*/bin)")
    parser.add_argument("--python", default="", help="the interpreter of the traced programs (else: python3)")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def forkscope(chosen):
    """Absolute path of the binary that is tested."""
    root = os.path.dirname(os.path.dirname(HERE))
    for path in [chosen] if chosen else [f"{root}/build/{preset}/bin/forkscope" for preset in ("release", "debug")]:
        if os.access(path, os.X_OK):
            return os.path.abspath(path)
    sys.exit("No forkscope was found: build it, or name it by --forkscope.")


class Traced:
    """`forkscope run --events FILE PROGRAM ARG…`: each event as a dictionary, while the run goes on.

    Afterwards: status, errors (what was printed to stderr)."""

    def __init__(self, binary, program, *words, python="", options=()):
        interpreter = ["--python", python] if python else []
        self.command = [binary, "run", "--events", "-", *interpreter, *options, program, *map(str, words)]
        self.status = None
        self.errors = ""

    def __iter__(self):
        with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
            run = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL,
                                   env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
            for line in run.stdout:
                yield json.loads(line)
            self.status = run.wait()
            errors.seek(0)
            self.errors = errors.read()


def count(events, wanted):
    """How many events there are of each (pid, name) that `wanted` lets through."""
    return Counter((e["pid"], e["ev"]) for e in events if wanted(e))


def table(head, rows):
    rows = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    rows.insert(1, ["-" * width for width in widths])
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows)
