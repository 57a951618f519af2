"""A small family: main, two children that run the same function, and a grandchild."""
import multiprocessing as mp
import os
import shutil
import subprocess
import time

BOLD, PLAIN = "\033[1m", "\033[0m"


def introduce(name):
    print(f"{name}: my pid is {os.getpid()}, my parent's pid is {os.getppid()}", flush=True)


def live(name):
    introduce(name)
    time.sleep(2)


def live_with_a_child(name):
    introduce(name)
    daughter = mp.Process(target=live, name="daughter", args=("daughter",))
    daughter.start()
    daughter.join()


def look_from_outside(*family):
    pids = ",".join(str(pid) for pid in family)
    if shutil.which("ps"):
        print(f"{BOLD}what the system says, asked by the program ps:{PLAIN}", flush=True)
        subprocess.run(["ps", "--forest", "-o", "pid,ppid,comm", "-p", pids, "--ppid", pids])


if __name__ == "__main__":
    mp.set_start_method("fork")
    introduce("main")
    uncle = mp.Process(target=live, name="uncle", args=("uncle",))
    mother = mp.Process(target=live_with_a_child, name="mother", args=("mother",))
    uncle.start()
    mother.start()
    time.sleep(1)
    look_from_outside(os.getpid(), uncle.pid, mother.pid)
    uncle.join()
    mother.join()
    print(f"main: uncle was {uncle.pid}, mother was {mother.pid}")
