"""Four jobs that only compute share one CPU. Linux decides who has it next."""
import multiprocessing as mp
import os
import resource
import time

COLOURS, PLAIN = ("\033[36m", "\033[35m", "\033[33m", "\033[32m"), "\033[0m"
JOBS = [  # name, arrival and burst in seconds
    ("A", 0.00, 0.2),
    ("B", 0.05, 0.3),
    ("C", 0.10, 0.4),
    ("D", 0.15, 0.5),
]


def compute(name, arrived, burst, colour):
    response = time.monotonic() - arrived
    while time.process_time() < burst:  # CPU time that this process has had
        sum(range(1000))
    turnaround = time.monotonic() - arrived
    waiting = turnaround - time.process_time()
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw  # so often the kernel took the CPU away
    print(f"{colour}{name} is done, interrupted {taken} times\n"
          f"   response {response:.1f}, waiting {waiting:.1f}, turnaround {turnaround:.1f} s{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])  # one CPU for main and all its children
    begin = time.monotonic()
    jobs = []
    for (name, arrival, burst), colour in zip(JOBS, COLOURS):
        time.sleep(max(0, begin + arrival - time.monotonic()))
        job = mp.Process(target=compute, name=name, args=(name, time.monotonic(), burst, colour))
        job.start()
        jobs.append(job)
    for job in jobs:
        job.join()
    print("all are done")
