#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A flood loses nothing up to the quota: four processes, each in a tight lock loop, are held when the trace is full, and
what they had counted themselves is in the trace, to the last operation. The command line then ends the run and says so.
"""
import collections
import mmap
import os
import sys
import tempfile
import time

import runs

PROCESSES = 4


def main():
    parser = runs.arguments(__doc__)
    parser.add_argument("--quota", type=int, default=128, help="MiB")
    chosen = parser.parse_args()
    binary = runs.forkscope(chosen.forkscope)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="flood-") as folder:
        witness = os.path.join(folder, "witness")
        with open(witness, "wb") as file:
            file.truncate(PROCESSES * 24)
        run = runs.Traced(binary, os.path.join(runs.PROGRAMS, "flood.py"), witness, python=chosen.python,
                          options=("--quota", str(chosen.quota)))
        recorded, events = collections.Counter(), 0
        for e in run:
            events += 1
            if e["ev"] in ("lock.acquire", "lock.release"):
                recorded[e["pid"]] += 1
        with open(witness, "rb") as file:
            numbers = list(memoryview(mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)).cast("Q"))
    lost = invented = done = 0
    for i in range(PROCESSES):
        pid, attempted, finished = numbers[3 * i:3 * i + 3]
        done += finished
        lost += max(0, finished - recorded[pid])
        invented += max(0, recorded[pid] - attempted)
    print(runs.table(["quota, MiB", "operations counted by the witness", "lost", "too many", "events", "exit status", "s"],
                     [[chosen.quota, done, lost, invented, events, run.status, f"{time.monotonic() - began:.0f}"]]))
    print(run.errors.strip())
    if lost or invented or "is full" not in run.errors:
        sys.exit("Something was lost, or nothing was said at the quota.")


if __name__ == "__main__":
    main()
