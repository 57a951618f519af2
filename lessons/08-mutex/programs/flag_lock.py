"""A variable in place of a lock: first one that each process has for itself, then a shared one."""
import multiprocessing as mp
import time

CYAN, MAGENTA, PLAIN = "\033[36m", "\033[35m", "\033[0m"
busy = False


def own_flag(name):
    global busy
    if busy:  # always False: nobody else can set this process's own busy
        print(f"{CYAN}{name} goes away{PLAIN}", flush=True)
        return
    busy = True
    print(f"{CYAN}{name} is inside, its busy is {busy}{PLAIN}", flush=True)
    time.sleep(0.5)
    busy = False


def shared_flag(name, flag):
    while flag.value:  # check ...
        time.sleep(0.05)
    time.sleep(0.5)  # the gap between check and set, made wide
    flag.value = 1  # ... and set
    print(f"{MAGENTA}{name} is inside{PLAIN}", flush=True)
    time.sleep(0.5)
    print(f"{MAGENTA}{name} leaves{PLAIN}", flush=True)
    flag.value = 0


def run_both(processes):
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    mp.set_start_method("fork")
    run_both([mp.Process(target=own_flag, name=n, args=(n,)) for n in ("ann", "ben")])
    print(f"main's own busy is {busy}", flush=True)
    flag = mp.Value("i", 0)
    run_both([mp.Process(target=shared_flag, name=n, args=(n, flag)) for n in ("cleo", "dan")])
