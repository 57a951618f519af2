"""A shared number in place of a lock. Who goes next is your choice."""
import multiprocessing as mp
import time


def go_in(name, flag):
    while flag.value:  # somebody is inside
        time.sleep(0.1)
    flag.value = 1
    print(f"{name} is inside", flush=True)
    flag.value = 0


if __name__ == "__main__":
    mp.set_start_method("fork")
    flag = mp.Value("i", 0)
    ann = mp.Process(target=go_in, name="ann", args=("ann", flag))
    ben = mp.Process(target=go_in, name="ben", args=("ben", flag))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
