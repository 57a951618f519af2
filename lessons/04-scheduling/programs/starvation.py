"""Shortest job first, and one short job after another comes: when is it the long job's turn?"""
import multiprocessing as mp
import time

CYAN, MAGENTA, PLAIN = "\033[36m", "\033[35m", "\033[0m"
LONG, SHORT = 0.6, 0.2  # bursts in seconds
SHORT_JOBS = 8


def first_come(line):
    return line[0]


def shortest(line):
    return min(line, key=lambda entry: entry[0])  # of equal ones, the one that came first


CHOOSE = shortest  # the policy


def work(name, burst, turn, colour):
    turn.wait()  # until main gives the CPU to this job
    while time.process_time() < burst:
        sum(range(1000))
    print(f"{colour}{name} is done{PLAIN}", flush=True)


def arrives(line, name, burst, colour):
    turn = mp.Event()
    job = mp.Process(target=work, name=name, args=(name, burst, turn, colour))
    job.start()
    print(f"{colour}{name} arrives{PLAIN}", flush=True)
    line.append((burst, job, turn))


if __name__ == "__main__":
    mp.set_start_method("fork")
    line, come = [], 1
    arrives(line, "short-1", SHORT, MAGENTA)
    arrives(line, "long", LONG, CYAN)
    while line:
        chosen = CHOOSE(line)
        line.remove(chosen)
        burst, job, turn = chosen
        turn.set()
        if come < SHORT_JOBS:  # while this job has the CPU, the next short one comes
            come += 1
            arrives(line, f"short-{come}", SHORT, MAGENTA)
        job.join()
    print("all are done")
