"""A daemon, a normal child and main: which lines come out, and in which order?"""
import multiprocessing as mp
import time

MAGENTA, GREEN, BOLD, PLAIN = "\033[35m", "\033[32m", "\033[1m", "\033[0m"


def daemon_work():
    print(f"{MAGENTA}123{PLAIN}", flush=True)
    time.sleep(1)
    print(f"{MAGENTA}end123{PLAIN}", flush=True)


def normal_work():
    print(f"{GREEN}456{PLAIN}", flush=True)
    time.sleep(3)
    print(f"{GREEN}end456{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    daemon_child = mp.Process(target=daemon_work, name="daemon", daemon=True)
    normal_child = mp.Process(target=normal_work, name="normal")
    daemon_child.start()
    normal_child.start()
    print(f"{BOLD}main{PLAIN}", flush=True)
