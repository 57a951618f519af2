# Kills its children with SIGKILL at random moments, each in a tight loop of operations. Each child counts in memory that
# the two share, and that Forkscope knows nothing of: "attempted" before the operation, "done" after it has returned.
# killed.py WITNESS KILLS SEED; the witness file gets three numbers a child: pid, attempted, done.
import mmap
import multiprocessing as mp
import os
import random
import signal
import sys
import time

WIDTH = 3  # pid, attempted, done


def lock_loop(lock, counts, attempted, done):
    n = 0
    while True:
        n += 1
        counts[attempted] = n
        lock.acquire()
        counts[done] = n
        n += 1
        counts[attempted] = n
        lock.release()
        counts[done] = n


def queue_loop(queue, counts, attempted, done):
    n = 0
    while True:
        n += 1
        counts[attempted] = n
        queue.put(n)
        counts[done] = n
        n += 1
        counts[attempted] = n
        queue.get()
        counts[done] = n


def main(witness, kills, seed):
    chance = random.Random(seed)
    with open(witness, "r+b") as file:
        memory = mmap.mmap(file.fileno(), kills * WIDTH * 8)
    counts = memoryview(memory).cast("Q")
    context = mp.get_context("fork")
    for i in range(kills):
        at = i * WIDTH
        loop, thing = [(lock_loop, context.Lock), (lock_loop, context.RLock), (queue_loop, context.Queue),
                       (lock_loop, lambda: context.Semaphore(2))][i % 4]
        child = context.Process(target=loop, args=(thing(), counts, at + 1, at + 2))
        child.start()
        counts[at] = child.pid
        # Most are in the middle of their loop, some at its first steps, some not there yet.
        while i % 16 != 0 and counts[at + 2] == 0:
            time.sleep(0)
        time.sleep(chance.choice([0, 0.0005, 0.002]) * chance.random())
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        assert child.exitcode == -signal.SIGKILL, child.exitcode


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
