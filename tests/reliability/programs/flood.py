# Four processes, each in a tight loop over a lock of its own, for ever. Each counts in memory that Forkscope knows nothing
# of: "attempted" before an operation, "done" after it. flood.py WITNESS: pid, attempted, done of each.
import mmap
import multiprocessing as mp
import os
import sys

PROCESSES = 4


def flood(lock, counts, at):
    counts[at] = os.getpid()
    n = 0
    while True:
        n += 1
        counts[at + 1] = n
        lock.acquire()
        counts[at + 2] = n
        n += 1
        counts[at + 1] = n
        lock.release()
        counts[at + 2] = n


if __name__ == "__main__":
    with open(sys.argv[1], "r+b") as file:
        memory = memoryview(mmap.mmap(file.fileno(), PROCESSES * 24)).cast("Q")
    context = mp.get_context("fork")
    for i in range(PROCESSES):
        context.Process(target=flood, args=(context.Lock(), memory, 3 * i)).start()
