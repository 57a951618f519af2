"""Two processes that only compute, on one CPU: they take turns."""
import multiprocessing as mp
import os
import time

CYAN, MAGENTA, PLAIN = "\033[36m", "\033[35m", "\033[0m"


def compute(name, colour, indent):
    for part in range(1, 5):
        while time.process_time() < 0.15 * part:  # CPU time that this process has had
            sum(range(1000))
        print(f"{colour}{indent}{name}: part {part} of 4{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    one_cpu = sorted(os.sched_getaffinity(0))[:1]
    os.sched_setaffinity(0, one_cpu)  # for main and for the children that it starts
    left = mp.Process(target=compute, name="left", args=("left", CYAN, ""))
    right = mp.Process(target=compute, name="right", args=("right", MAGENTA, " " * 20))
    left.start()
    right.start()
    left.join()
    right.join()
    print("both are done")
