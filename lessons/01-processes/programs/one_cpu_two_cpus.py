"""The same work for two processes, first on one CPU, then on two."""
import multiprocessing as mp
import os
import time

WORK = 0.6  # seconds that each process needs a CPU for
BOLD, PLAIN = "\033[1m", "\033[0m"


def compute(name, indent):
    for quarter in range(1, 5):
        while time.process_time() < WORK * quarter / 4:  # the CPU time this process has had
            sum(range(1000))
        print(f"{indent}{name}: {quarter} of 4 parts done", flush=True)


def run_two(label, cpus):
    os.sched_setaffinity(0, cpus)  # main and all children started from now on stay on these CPUs
    print(f"{BOLD}{label}{PLAIN}", flush=True)
    left = mp.Process(target=compute, name="left", args=("left", "    "))
    right = mp.Process(target=compute, name="right", args=("right", " " * 30))
    began = time.perf_counter()
    left.start()
    right.start()
    left.join()
    right.join()
    seconds = time.perf_counter() - began
    print(f"{label}: both took {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    cpus = sorted(os.sched_getaffinity(0))
    run_two("one CPU", cpus[:1])
    if len(cpus) > 1:
        run_two("two CPUs", cpus[:2])
    else:
        print("this machine gives us one CPU only: nothing can run in parallel here")
