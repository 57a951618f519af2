"""A hundred small tasks: a process for each, or a pool of ten. What do they cost in time and memory?"""
import multiprocessing as mp
import time

TASKS, WORKERS = 100, 10


def work(_=None):
    return sum(number * number for number in range(50_000))


def work_later(go):
    go.wait()
    work()


def memory(processes):
    """Mebibytes, a page that n processes share counted as 1/n for each (PSS)."""
    kib = 0
    for process in processes:
        with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as file:
            kib += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    return kib / 1024


def tell(name, seconds, mebibytes):
    print(f"{name:13} {seconds:5.2f} s   {'█' * round(seconds * 8)}", flush=True)
    print(f"{'':13} {mebibytes:5.0f} MiB {'█' * round(mebibytes / 10)}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    go = mp.Event()
    began = time.perf_counter()
    children = [mp.Process(target=work_later, args=(go,)) for _ in range(TASKS)]
    for child in children:
        child.start()
    seconds = time.perf_counter() - began
    mebibytes = memory(children)  # all hundred are there, and the clock stands
    began = time.perf_counter()
    go.set()
    for child in children:
        child.join()
    tell(f"{TASKS} processes", seconds + time.perf_counter() - began, mebibytes)

    began = time.perf_counter()
    pool = mp.Pool(WORKERS)
    seconds = time.perf_counter() - began
    mebibytes = memory(mp.active_children())
    began = time.perf_counter()
    pool.map(work, range(TASKS), chunksize=1)
    pool.close()
    pool.join()
    tell(f"a pool of {WORKERS}", seconds + time.perf_counter() - began, mebibytes)
