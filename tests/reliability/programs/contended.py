# Eight processes want one lock, and each yields while it has it, so that the others really wait. Then items through a
# queue. contended.py WITNESS ROUNDS ITEMS: the witness file gets how often each process had the lock, and how many
# overlaps the program saw itself.
import mmap
import multiprocessing as mp
import os
import sys

PROCESSES = 8


def owner(lock, counts, me, rounds):
    for _ in range(rounds):
        lock.acquire()
        if counts[PROCESSES] != 0:
            counts[PROCESSES + 1] += 1
        counts[PROCESSES] = me + 1
        os.sched_yield()
        counts[PROCESSES] = 0
        counts[me] += 1
        lock.release()


def producer(queue, me, items):
    for i in range(items):
        queue.put((me, i))


def consumer(queue, results, items):
    results.put([queue.get() for _ in range(items)])


def main(witness, rounds, items):
    with open(witness, "r+b") as file:
        counts = memoryview(mmap.mmap(file.fileno(), (PROCESSES + 2) * 8)).cast("Q")
    context = mp.get_context("fork")
    lock, queue, results = context.Lock(), context.Queue(), context.Queue()
    owners = [context.Process(target=owner, args=(lock, counts, i, rounds)) for i in range(PROCESSES)]
    for process in owners:
        process.start()
    for process in owners:
        process.join()
    makers = [context.Process(target=producer, args=(queue, i, items)) for i in range(2)]
    takers = [context.Process(target=consumer, args=(queue, results, items)) for _ in range(2)]
    for process in makers + takers:
        process.start()
    got = results.get() + results.get()
    for process in makers + takers:
        process.join()
    assert sorted(got) == [(me, i) for me in range(2) for i in range(items)]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
