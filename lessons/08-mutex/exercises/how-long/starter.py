"""Three visitors: one second to walk, one second to look. First without a lock, then with one."""
import multiprocessing as mp
import time
from contextlib import nullcontext


def visit(guard):
    time.sleep(1)  # walks
    with guard:
        time.sleep(1)  # looks


def round_of(word, guard):
    began = time.perf_counter()
    visitors = [mp.Process(target=visit, name=f"{word}-{n}", args=(guard,)) for n in range(3)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print(f"{word}: {int(time.perf_counter() - began)} s", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    round_of("without", nullcontext())  # a guard that lets everybody in
    mutex = mp.Lock()
    round_of("with", mutex)
