"""A child computes, sleeps and ends. Main asks the system for its state, four times."""
import multiprocessing as mp
import os
import time

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"
WORDS = {"R": "R, running or ready", "S": "S, sleeping: blocked", "Z": "Z, zombie"}


def tell(when, pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            letter = file.read().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        letter = "no such process"
    print(f"{YELLOW}{when}: {WORDS.get(letter, letter)}{PLAIN}", flush=True)


def live(computes, sleeps):
    print(f"{CYAN}child: I compute{PLAIN}", flush=True)
    computes.set()
    while time.process_time() < 0.6:
        sum(range(1000))
    print(f"{CYAN}child: I sleep{PLAIN}", flush=True)
    sleeps.set()
    time.sleep(1.5)


if __name__ == "__main__":
    mp.set_start_method("fork")
    computes, sleeps = mp.Event(), mp.Event()
    child = mp.Process(target=live, name="child", args=(computes, sleeps))
    child.start()
    computes.wait()
    tell("it computes", child.pid)
    sleeps.wait()
    time.sleep(0.5)
    tell("it sleeps", child.pid)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # until it ends; it stays a zombie
    tell("it has ended", child.pid)
    child.join()
    tell("it is joined", child.pid)
