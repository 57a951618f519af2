#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trace is in order: eight processes contend for one lock, each really waiting most of the time. In the order of the
trace no two of them have it at once, each acquire comes after the release before it, and each get has its put before it.
What the program counted itself says that nothing is missing.
"""
import collections
import mmap
import os
import sys
import tempfile
import time

import runs

PROCESSES = 8


class Judge:
    """Reads the events one by one, as they are ordered."""

    def __init__(self):
        self.owner, self.had, self.faults = None, collections.Counter(), []
        self.waits = 0
        self.put, self.got = 0, 0
        self.last = 0

    def fault(self, event, what):
        if len(self.faults) < 10:
            self.faults.append(f"{what}: {event}")

    def see(self, e):
        if e["seq"] != self.last + 1:
            self.fault(e, "a number is missing")
        self.last = e["seq"]
        if e["ev"] == "lock.acquire" and e.get("name") == "lock":
            self.acquire(e)
        elif e["ev"] == "lock.release" and e.get("name") == "lock":
            if self.owner != e["pid"]:
                self.fault(e, f"released by another than its owner {self.owner}")
            self.owner = None
        elif e["ev"] == "queue.put" and e.get("name") == "queue" and e["phase"] == "begin":
            self.put += 1
        elif e["ev"] == "queue.get" and e.get("name") == "queue" and e["phase"] == "end":
            self.got += 1
            if self.got > self.put:
                self.fault(e, "a get before its put")

    def acquire(self, e):
        if e["phase"] == "begin":
            self.waits += 1
            return
        if not e.get("got", True):
            return
        if self.owner is not None:
            self.fault(e, f"two owners, {self.owner} is the other")
        self.owner = e["pid"]
        self.had[e["pid"]] += 1


def main():
    parser = runs.arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=20000, help="of each of the eight processes")
    parser.add_argument("--items", type=int, default=10000, help="of each of two producers")
    chosen = parser.parse_args()
    binary = runs.forkscope(chosen.forkscope)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="order-") as folder:
        witness = os.path.join(folder, "witness")
        with open(witness, "wb") as file:
            file.truncate((PROCESSES + 2) * 8)
        run = runs.Traced(binary, os.path.join(runs.PROGRAMS, "contended.py"), witness, chosen.rounds, chosen.items,
                          python=chosen.python)
        judge = Judge()
        for event in run:
            judge.see(event)
        if run.status != 0:
            sys.exit(f"The run did not end as it should: status {run.status}\n{run.errors}")
        with open(witness, "rb") as file:
            counts = list(memoryview(mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)).cast("Q"))
    told = sum(judge.had.values())
    print(runs.table(
        ["acquired by the witness", "in the trace", "real waits", "puts", "gets", "faults of order", "events", "s"],
        [[sum(counts[:PROCESSES]), told, judge.waits, judge.put, judge.got, len(judge.faults), judge.last,
          f"{time.monotonic() - began:.0f}"]]))
    print("\n".join(judge.faults))
    if judge.faults or told != sum(counts[:PROCESSES]) or counts[PROCESSES + 1] or judge.got != 2 * chosen.items:
        sys.exit("The trace is not in order, or not whole.")


if __name__ == "__main__":
    main()
