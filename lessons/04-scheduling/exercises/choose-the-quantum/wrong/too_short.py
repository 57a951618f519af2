"""Round robin: four jobs take turns. How long should a turn be?"""
import multiprocessing as mp
import time

JOBS = {"a": 240, "b": 240, "c": 60, "d": 60}  # burst in ms; in order of arrival
QUANTUM = 10  # ms


def work(name, burst, phone):
    had = 0  # CPU time in ms, in all turns together
    while had < burst:
        given = phone.recv()  # waits for a turn
        before = had
        had = min(burst, had + given)
        while 1000 * time.process_time() < had:
            sum(range(1000))
        phone.send((had - before, had < burst))  # used so much; is there more to do?
    print(f"{name} is done, {1000 * time.process_time():.0f} ms of CPU time", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    line = []
    for name, burst in JOBS.items():
        phone, other_end = mp.Pipe()
        job = mp.Process(target=work, name=name, args=(name, burst, other_end))
        job.start()
        line.append((job, phone))
    clock, turns, response = 0, 0, {}  # clock: the CPU time that the jobs have had
    while line:
        job, phone = line.pop(0)
        response.setdefault(job.name, clock)  # only at its first turn
        turns += 1
        phone.send(QUANTUM)
        used, more = phone.recv()
        clock += used
        if more:
            line.append((job, phone))
        else:
            job.join()
    print(f"mean response: {sum(response.values()) / len(response):.0f} ms")
    print(f"turns: {turns}")
