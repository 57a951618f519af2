#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program that is never held pays for the gate: the probe beside one that was compiled without it.

    gate_cost.py [--pairs 15] [--build build/release] [--python /usr/bin/python3] [--json OUT]

Both probes trace the same loops in turn; a loop's seconds are its own processor time. Given is the ratio of the smallest times,
which other work on the machine disturbs least, and the median of the pairs' ratios.
"""
import argparse
import json
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# A program's own words around the loop: what it measures is processor time of this process alone.
LOOPS = {
    "1 M acquire + release": "lock = mp.Lock()\nfor _ in range(1_000_000):\n    lock.acquire(); lock.release()",
    "200 k value += 1": "value = mp.Value('i')\nfor _ in range(200_000):\n    with value.get_lock():\n        value.value += 1",
    "100 k send + recv": "here, there = mp.Pipe()\nfor n in range(100_000):\n    here.send(n); there.recv()",
    "200 k event.is_set": "event = mp.Event()\nfor _ in range(200_000):\n    event.is_set()",
}
PROGRAM = "import multiprocessing as mp, time\nbegin = time.process_time()\n{loop}\nprint(time.process_time() - begin)\n"


def compile_without_gate(build, out):
    """As the build compiles and links the probe, with one definition more."""
    commands = json.loads((build / "compile_commands.json").read_text())
    unit = next(c for c in commands if "forkscope_probe.dir/Unity" in c["file"])
    words = shlex.split(unit["command"])
    words = words[:words.index("-o")]
    object_file = out.with_suffix(".o")
    subprocess.run([*words, "-DFORKSCOPE_WITHOUT_GATE", "-o", object_file, "-c", unit["file"]], cwd=unit["directory"], check=True)
    subprocess.run([words[0], "-shared", "-static-libstdc++", "-static-libgcc", "-Wl,-z,now", "-Wl,-z,nodelete", object_file, "-o", out], check=True)


def copy_with(build, folder, probe):
    for part in ("bin", "share"):
        shutil.copytree(build / part, folder / part)
    if probe:
        shutil.copy(probe, folder / "share/forkscope/probe/_forkscope.abi3.so")
    return folder / "bin/forkscope"


def seconds(forkscope, python, program):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run([forkscope, "run", "--quiet", "--python", python, "--quota", "4000", program],
                          capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout.split()[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--build", type=pathlib.Path, default=HERE / "../../build/release")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--json")
    options = parser.parse_args()
    build = options.build.resolve()
    rows = {}
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        compile_without_gate(build, work / "probe.so")
        gated = copy_with(build, work / "with", None)
        free = copy_with(build, work / "without", work / "probe.so")
        print(f"{'loop':24} {'of the smallest':>16} {'median of pairs':>16}   load")
        for name, loop in LOOPS.items():
            program = work / "loop.py"
            program.write_text(PROGRAM.format(loop=loop))
            pairs = [(seconds(gated, options.python, program), seconds(free, options.python, program)) for _ in range(options.pairs)]
            smallest = min(p[0] for p in pairs) / min(p[1] for p in pairs)
            median = statistics.median(a / b for a, b in pairs)
            rows[name] = {"smallest": smallest, "median": median, "pairs": pairs}
            print(f"{name:24} {100 * (smallest - 1):14.1f} % {100 * (median - 1):14.1f} %   {os.getloadavg()[0]:.1f}", flush=True)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
