#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far real processes under a policy are from the plan that is computed for them.

    schedule.py [--sets 10] [--quantum 20] [--json OUT]

Ten sets of jobs, each under each policy; the largest difference of any waiting, turnaround or response time is given as a part
of the whole. FORKSCOPE names the binary; without it the release build's is taken. On a machine with other work the figures
are those of the other work as well: the load is printed beside them.
"""
import argparse
import json
import os
import random
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FORKSCOPE = os.environ.get("FORKSCOPE", os.path.join(HERE, "../../build/release/bin/forkscope"))

# The first three are the textbook's kind: all at once, a convoy, the feedback queue's four jobs.
GIVEN = [[("A", 0, 240), ("B", 0, 60), ("C", 0, 60)], [("long", 0, 800), ("short1", 50, 80), ("short2", 60, 80), ("short3", 70, 80)],
         [("A", 0, 400), ("B", 0, 700), ("C", 0, 900), ("D", 0, 1000)]]


def random_set(seed):
    rng = random.Random(seed)
    return [(f"J{n}", rng.randrange(0, 400, 20), rng.randrange(80, 600, 20)) for n in range(rng.randint(3, 6))]


def policies(quantum):
    return {"fcfs": [], "sjf": [], "rr": ["--quantum", str(quantum)], "mlfq": ["--slices", f"{quantum},{2 * quantum},{4 * quantum},{8 * quantum}"]}


def measure(jobs, policy, options):
    with tempfile.NamedTemporaryFile("w", suffix=".toml", delete=False) as file:
        for name, arrival, burst in jobs:
            file.write(f'[[jobs]]\nname = "{name}"\narrival = {arrival}\nburst = {burst}\n')
    try:
        done = subprocess.run([FORKSCOPE, "schedule", file.name, "--policy", policy, "--json", *options], capture_output=True, check=True)
        return json.loads(done.stdout)
    finally:
        os.unlink(file.name)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", type=int, default=10)
    parser.add_argument("--quantum", type=int, default=20)
    parser.add_argument("--json")
    options = parser.parse_args()
    sets = (GIVEN + [random_set(seed) for seed in range(options.sets)])[:options.sets]
    rows = []
    print("set  policy  largest difference  of the means  load")
    for number, jobs in enumerate(sets, 1):
        for policy, more in policies(options.quantum).items():
            result = measure(jobs, policy, more)
            rows.append({"set": number, "policy": policy, "largest": result["largest_difference"], "means": result["difference_of_means"]})
            print(f"{number:3}  {policy:6}  {100 * rows[-1]['largest']:17.1f} %  {100 * rows[-1]['means']:10.1f} %  {os.getloadavg()[0]:.1f}", flush=True)
    print(f"of all: largest {100 * max(r['largest'] for r in rows):.1f} %, of the means {100 * max(r['means'] for r in rows):.1f} %")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=1)


if __name__ == "__main__":
    main()
