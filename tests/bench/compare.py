"""Runs the benchmarks that compare.sh has built and puts all figures into one JSON file."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PAIRED = {
    "lock_pair": "1 M acquire + release",
    "with_lock": "1 M with lock",
    "queue_items": "50 k items through a queue",
    "pool_tasks": "20 k pool tasks, chunksize 1",
    "library_opens": "1 M opens that are not shown",
}


def seconds(command):
    """What the program itself measured; start-up is not part of it."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def paired(build, python, pairs):
    forkscope = build / "bin" / "forkscope"
    table = {}
    for name, title in PAIRED.items():
        program = HERE / "programs" / f"{name}.py"
        plain, traced = [], []
        for _ in range(pairs):
            plain.append(seconds([python, program]))
            traced.append(seconds([forkscope, "run", "--quiet", "--python", python, program]))
        ratios = [t / p for t, p in zip(traced, plain)]
        table[name] = {
            "what": title,
            "ratio_median": statistics.median(ratios),
            "ratio_min": min(ratios),
            "ratio_max": max(ratios),
            "plain_seconds_median": statistics.median(plain),
            "traced_seconds_median": statistics.median(traced),
        }
        print(f"{title:32} x{statistics.median(ratios):.2f}  ({min(ratios):.2f} .. {max(ratios):.2f})", flush=True)
    return table


def google_benchmarks(build):
    table = {}
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1")
    for program in sorted((build / "bench").glob("bench_*")):
        with tempfile.NamedTemporaryFile(suffix=".json") as out:
            subprocess.run(
                [program, f"--benchmark_out={out.name}", "--benchmark_out_format=json"],
                env=environment, check=True, stdout=subprocess.DEVNULL, cwd=build)
            results = json.load(open(out.name))["benchmarks"]
        for result in results:
            keep = {k: v for k, v in result.items() if isinstance(v, (int, float)) or k == "time_unit"}
            table[f"{program.name}.{result['name']}"] = keep
            rate = f"  {result['items_per_second'] / 1e6:.1f} M/s" if "items_per_second" in result else ""
            print(f"{program.name}.{result['name']:40} {result['cpu_time']:10.2f} {result['time_unit']} CPU{rate}",
                  flush=True)
    return table


def reports(build):
    """Programs that print one JSON object of figures: latency, start of the window."""
    table = {}
    environment = dict(os.environ, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))
    for program in sorted((build / "bench").glob("report_*")):
        if program.name == "report_recording":
            continue
        done = subprocess.run([program], env=environment, capture_output=True, text=True, check=True)
        table[program.name] = json.loads(done.stdout.splitlines()[-1])
        print(program.name, json.dumps(table[program.name]), flush=True)
    return table


def recordings(build, python):
    """Runs of a million and of ten million events: how soon the window shows them, and follows the playhead."""
    table = {}
    environment = dict(os.environ, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))
    with tempfile.TemporaryDirectory() as folder:
        for events in (1_000_000, 10_000_000):
            path = f"{folder}/{events}.fscope"
            subprocess.run([build / "bin" / "forkscope", "run", "--quiet", "--python", python, "--record", path,
                            HERE / "programs" / "two_lockers.py", str(events)], check=True)
            done = subprocess.run([build / "bench" / "report_recording", path], env=environment, capture_output=True,
                                  text=True, check=True)
            table[str(events)] = json.loads(done.stdout.splitlines()[-1])
            print("recording", json.dumps(table[str(events)]), flush=True)
    return table


def full_disk(build):
    """An appending process on a file system of 20 MB; needs a mount of its own, so not everywhere possible."""
    with tempfile.TemporaryDirectory() as folder:
        command = f"mount -t tmpfs -o size=20m none '{folder}' && '{build}/bench/bench_trace' --full-disk '{folder}'"
        for own_mounts in (["unshare", "-m"], ["unshare", "-Urm"]):
            done = subprocess.run([*own_mounts, "sh", "-c", command], capture_output=True, text=True)
            if done.returncode == 0:
                result = json.loads(done.stdout)
                print("full disk:", json.dumps(result))
                return result
    print("full disk: not possible here (no mount of one's own)")
    return None


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=7)
    options.add_argument("--python", default="/usr/bin/python3")
    options.add_argument("--build", type=pathlib.Path, required=True)
    options.add_argument("--out", type=pathlib.Path, required=True)
    wish = options.parse_args()
    build = wish.build.resolve()
    result = {
        "python": subprocess.run([wish.python, "--version"], capture_output=True, text=True).stdout.strip(),
        "cpus": os.cpu_count(),
        "paired": paired(build, wish.python, wish.pairs),
        "benchmarks": google_benchmarks(build),
        "reports": reports(build),
        "recordings": recordings(build, wish.python),
        "full_disk": full_disk(build),
    }
    wish.out.write_text(json.dumps(result, indent=2) + "\n")
    print("written:", wish.out)


if __name__ == "__main__":
    sys.exit(main())
