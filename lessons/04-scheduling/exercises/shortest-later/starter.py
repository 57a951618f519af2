"""Shortest job first. The jobs arrive one after another."""
import multiprocessing as mp
import time

JOBS = [("a", 0, 300), ("b", 50, 200), ("c", 100, 100)]  # name, arrival and burst in ms


def work(burst):
    while 1000 * time.process_time() < burst:
        sum(range(1000))


if __name__ == "__main__":
    mp.set_start_method("fork")
    clock = 0  # ms: the CPU time that the jobs have had
    coming, line, done = list(JOBS), [], []
    while coming or line:
        while coming and coming[0][1] <= clock:
            line.append(coming.pop(0))
            print(f"{line[-1][0]} has arrived", flush=True)
        chosen = min(line, key=lambda job: job[2])  # the shortest of those that are there
        line.remove(chosen)
        name, arrival, burst = chosen
        job = mp.Process(target=work, name=name, args=(burst,))
        job.start()
        job.join()
        clock += burst
        done.append(name)
        print(f"{clock} ms: {name} is done", flush=True)
    print("done:", ", then ".join(done))
