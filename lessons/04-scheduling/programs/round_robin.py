"""Main is the scheduler: each job has the CPU for one quantum, then it is taken away and given to the next."""
import multiprocessing as mp
import os
import signal
import time

COLOURS, PLAIN = ("\033[36m", "\033[35m", "\033[33m"), "\033[0m"
JOBS = [("long", 0.6), ("middle", 0.3), ("short", 0.1)]  # name, burst in seconds; in order of arrival
QUANTUM = 0.05


def compute(name, burst, colour, arrived):
    arrived.release()
    while time.process_time() < burst:
        sum(range(1000))
    print(f"{colour}{name} is done{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    line, arrived = [], mp.Semaphore(0)
    for (name, burst), colour in zip(JOBS, COLOURS):
        job = mp.Process(target=compute, name=name, args=(name, burst, colour, arrived))
        job.start()
        arrived.acquire()  # it is there
        os.kill(job.pid, signal.SIGSTOP)  # and stands still until its turn comes
        line.append(job)
    turns, own = 0, time.process_time()
    while line:
        job = line.pop(0)
        turns += 1
        os.kill(job.pid, signal.SIGCONT)  # go on
        job.join(QUANTUM)  # until it ends, but no longer than this
        if job.is_alive():
            os.kill(job.pid, signal.SIGSTOP)  # it is not asked
            line.append(job)
    own = time.process_time() - own
    print(f"main: {turns} turns cost {1000 * own:.1f} ms of CPU time")
