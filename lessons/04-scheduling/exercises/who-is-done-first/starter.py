"""Round robin: three jobs stand in line, and each turn is 100 ms of CPU time."""
import multiprocessing as mp
import time

JOBS = {"a": 200, "b": 300, "c": 100}  # burst in ms; in order of arrival
QUANTUM = 100  # ms


def work(burst, phone):
    had = 0  # CPU time in ms, in all turns together
    while had < burst:
        had = min(burst, had + phone.recv())  # waits for a turn
        while 1000 * time.process_time() < had:
            sum(range(1000))
        phone.send(had < burst)  # is there more to do?


if __name__ == "__main__":
    mp.set_start_method("fork")
    line, done = [], []
    for name, burst in JOBS.items():
        phone, other_end = mp.Pipe()
        job = mp.Process(target=work, name=name, args=(burst, other_end))
        job.start()
        line.append((job, phone))
    while line:
        job, phone = line.pop(0)
        print(f"{job.name} has a turn", flush=True)
        phone.send(QUANTUM)
        if phone.recv():
            line.append((job, phone))
        else:
            done.append(job.name)
            job.join()
    print("done:", ", then ".join(done))
