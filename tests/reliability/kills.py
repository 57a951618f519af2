#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost by kill -9: processes in a tight loop of operations are killed at random moments, and what is in the
trace is compared with what the killed ones had counted themselves, in memory that they share with their parent alone.

The witness has two counts for each process, one raised before an operation and one after it has returned. An event is
published within its operation: so  done <= in the trace <= attempted,  and the two differ by one at the most.
"""
import collections
import mmap
import os
import sys
import tempfile
import time

import runs

# Each operation has one event that says that it was done.
DONE = {("lock.acquire", "point"), ("lock.acquire", "end"), ("lock.release", "point"),
        ("queue.put", "end"), ("queue.get", "end")}


def witnesses(path, kills):
    with open(path, "rb") as file:
        numbers = memoryview(mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)).cast("Q")
        return [tuple(numbers[3 * i:3 * i + 3]) for i in range(kills)]


class Count:
    """What a number of kills in one run has shown."""

    def __init__(self):
        self.early = self.inside = self.operations = self.lost = self.invented = self.ends = 0

    def add(self, other):
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def kill(binary, python, kills, seed):
    count = Count()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        witness = os.path.join(folder, "witness")
        with open(witness, "wb") as file:
            file.truncate(kills * 24)
        run = runs.Traced(binary, os.path.join(runs.PROGRAMS, "killed.py"), witness, kills, seed, python=python)
        # Two killed ones can have had the same number: what a process did comes after its beginning.
        life, recorded = collections.Counter(), collections.Counter()
        for e in run:
            if e["ev"] == "process.begin":
                life[e["pid"]] += 1
            elif (e["ev"], e["phase"]) in DONE:
                recorded[e["pid"], life[e["pid"]]] += 1
            elif e["ev"] == "process.reap" and e["status"] == -9:
                count.ends += 1
        if run.status != 0:
            sys.exit(f"The run did not end as it should: status {run.status}\n{run.errors}")
        counts = witnesses(witness, kills)
    seen = collections.Counter()
    for pid, attempted, done in counts:
        # A process killed before its first event has no life in the trace, and has done nothing.
        count.early += attempted == 0
        seen[pid] += attempted > 0 or life[pid] > seen[pid]
        there = recorded[pid, seen[pid]] if attempted else 0
        count.operations += done
        count.lost += max(0, done - there)
        count.invented += max(0, there - attempted)
        count.inside += attempted != done
    return count


def main():
    parser = runs.arguments(__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=200, help="kills in one run")
    chosen = parser.parse_args()
    binary = runs.forkscope(chosen.forkscope)
    began, total = time.monotonic(), Count()
    for first in range(0, chosen.kills, chosen.batch):
        total.add(kill(binary, chosen.python, min(chosen.batch, chosen.kills - first), chosen.seed + first))
    print(runs.table(
        ["kills", "before the first operation", "within an operation", "operations counted by the witness",
         "lost", "too many", "ends told", "s"],
        [[chosen.kills, total.early, total.inside, total.operations, total.lost, total.invented, total.ends,
          f"{time.monotonic() - began:.0f}"]]))
    if total.lost or total.invented or total.ends != chosen.kills:
        sys.exit("Something was lost, or told that was not so.")


if __name__ == "__main__":
    main()
