"""Shortest job first. The giant needs 200 ms, and would like to have a turn."""
import multiprocessing as mp
import time

BURST = 40
SHORT = [(f"short-{n}", n * BURST, BURST) for n in range(8)]  # the next one comes when the last one is done
JOBS = [("giant", 0, 200)] + SHORT


def work(name, burst):
    while 1000 * time.process_time() < burst:
        sum(range(1000))
    print(f"{name} has computed for {1000 * time.process_time():.0f} ms", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    clock = 0  # ms: the CPU time that the jobs have had
    coming, line = sorted(JOBS, key=lambda job: job[1]), []
    while coming or line:
        if not line:  # nobody is there: wait for the next one
            clock = max(clock, coming[0][1])
        while coming and coming[0][1] <= clock:
            line.append(coming.pop(0))
            print(f"{clock} ms: {line[-1][0]} arrives, needs {line[-1][2]} ms", flush=True)
        chosen = min(line, key=lambda job: job[2])  # the shortest of those that are there
        line.remove(chosen)
        name, arrival, burst = chosen
        print(f"{clock} ms: {name} has the CPU", flush=True)
        job = mp.Process(target=work, name=name, args=(name, burst))
        job.start()
        job.join()
        clock += burst
        print(f"{clock} ms: {name} is done", flush=True)
    print("all are done")
