"""Main is the scheduler: it gives the CPU to one job at a time, and each keeps it to its end."""
import multiprocessing as mp
import time

COLOURS, PLAIN = ("\033[36m", "\033[35m", "\033[33m", "\033[32m"), "\033[0m"
JOBS = {"long": 0.9, "short-1": 0.1, "short-2": 0.1, "short-3": 0.1}  # burst in seconds; in order of arrival


def first_come(line):
    return line[0]


def shortest(line):
    return min(line, key=JOBS.get)


CHOOSE = first_come  # the policy


def work(name, turn, colour):
    turn.wait()  # until main gives the CPU to this job
    while time.process_time() < JOBS[name]:
        sum(range(1000))
    print(f"{colour}{name} is done{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    jobs, turns = {}, {}
    for name, colour in zip(JOBS, COLOURS):
        turns[name] = mp.Event()
        jobs[name] = mp.Process(target=work, name=name, args=(name, turns[name], colour))
        jobs[name].start()
    line, waited = list(JOBS), {}
    begin = time.monotonic()
    while line:
        name = CHOOSE(line)
        line.remove(name)
        waited[name] = time.monotonic() - begin
        print(f"{name} has waited {waited[name]:.1f} s", flush=True)
        turns[name].set()
        jobs[name].join()
    print(f"in the mean {sum(waited.values()) / len(waited):.2f} s")
