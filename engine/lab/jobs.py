"""Jobs that do nothing but compute: each is a child, started when it arrives, that uses the processor for as long as it was told.

    jobs.py NAME ARRIVAL BURST [NAME ARRIVAL BURST ...]       in milliseconds
"""
import multiprocessing as mp
import multiprocessing.popen_fork  # else imported at the first start: the first job would come later than all others
import os
import sys
import time

ENDING = 0.001  # of the burst: what the kernel does for a process that ends


def compute(burst):
    # process_time() counts what this process alone has had of a processor, since it was begun.
    while time.process_time() < burst - ENDING:
        for _ in range(500):
            pass
    os._exit(0)  # at once: what Python does at an end is no part of the job


def main(words):
    table = zip(words[0::3], map(float, words[1::3]), map(float, words[2::3]))
    begin = time.monotonic()
    jobs = []
    for name, arrival, burst in sorted(table, key=lambda row: row[1]):
        time.sleep(max(0.0, begin + arrival / 1000 - time.monotonic()))
        job = mp.Process(target=compute, name=name, args=(burst / 1000,))
        job.start()
        jobs.append(job)
    for job in jobs:
        job.join()


if __name__ == "__main__":
    mp.set_start_method("fork")
    main(sys.argv[1:])
