"""Main is the scheduler, with four lines: who uses up the whole slice of its level falls to the next one."""
import multiprocessing as mp
import time

COLOURS, PLAIN = ("\033[36m", "\033[35m", "\033[33m", "\033[32m"), "\033[0m"
JOBS = {"A": 400, "B": 700, "C": 900, "D": 1000}  # burst in ms; main does not look at it
SLICES = [400, 300, 200, 100]  # ms, the highest level first


def work(burst, phone):
    had = 0  # CPU time in ms, in all turns together
    while had < burst:
        had = min(burst, had + phone.recv())  # waits for a turn: the slice says how long it may compute
        while 1000 * time.process_time() < had:
            sum(range(1000))
        phone.send(had < burst)  # hands the CPU back by itself, and says whether there is more to do


if __name__ == "__main__":
    mp.set_start_method("fork")
    levels = [[] for _ in SLICES]
    for (name, burst), colour in zip(JOBS.items(), COLOURS):
        phone, other_end = mp.Pipe()
        job = mp.Process(target=work, name=name, args=(burst, other_end))
        job.start()
        levels[0].append((job, phone, colour))  # a new job begins at the top
    while any(levels):
        level = next(n for n, line in enumerate(levels) if line)  # the highest that is not empty
        job, phone, colour = levels[level].pop(0)
        print(f"{colour}{job.name} has a turn on level {level + 1}{PLAIN}", flush=True)
        phone.send(SLICES[level])
        if phone.recv():
            levels[min(level + 1, len(SLICES) - 1)].append((job, phone, colour))
        else:
            print(f"{colour}{job.name} ends on level {level + 1}{PLAIN}", flush=True)
            job.join()
    print("all are done")
