"""A child whose parent is killed: it lives on, with another parent."""
import multiprocessing as mp
import os
import time

CYAN, GREEN, BOLD, PLAIN = "\033[36m", "\033[32m", "\033[1m", "\033[0m"


def live():
    parent = os.getppid()
    print(f"{GREEN}child: my parent is {parent}{PLAIN}", flush=True)
    while os.getppid() == parent:
        time.sleep(0.1)
    print(f"{GREEN}child: my parent is {os.getppid()} now{PLAIN}", flush=True)
    for day in range(1, 6):
        time.sleep(0.2)
        print(f"{GREEN}child: day {day} without my parent{PLAIN}", flush=True)


def be_a_parent():
    child = mp.Process(target=live, name="child")
    child.start()
    print(f"{CYAN}parent: I am {os.getpid()}, and I wait for my child{PLAIN}", flush=True)
    child.join()
    print(f"{CYAN}parent: my child has ended{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    parent = mp.Process(target=be_a_parent, name="parent")
    parent.start()
    time.sleep(1)
    print(f"{BOLD}main: kill -9 {parent.pid}{PLAIN}", flush=True)
    parent.kill()
    parent.join()
    print(f"{BOLD}main: the parent's exit code is {parent.exitcode}{PLAIN}", flush=True)
    time.sleep(3)  # main cannot join a grandchild, only give it time
    print(f"{BOLD}main: the end{PLAIN}")
