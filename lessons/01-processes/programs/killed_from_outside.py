"""A worker, and a stranger who is not its parent but knows its pid."""
import multiprocessing as mp
import os
import signal
import time

RED, GREEN, BOLD, PLAIN = "\033[31m", "\033[32m", "\033[1m", "\033[0m"


def work():
    for number in range(1, 21):
        print(f"{GREEN}worker: step {number} of 20{PLAIN}", flush=True)
        time.sleep(0.2)
    print(f"{GREEN}worker: done{PLAIN}", flush=True)


def kill_a_stranger(pid):
    time.sleep(1)
    print(f"{RED}stranger: kill -9 {pid}{PLAIN}", flush=True)
    os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    mp.set_start_method("fork")
    worker = mp.Process(target=work, name="worker")
    worker.start()
    print(f"{BOLD}main: the worker's pid is {worker.pid}{PLAIN}", flush=True)
    stranger = mp.Process(target=kill_a_stranger, name="stranger", args=(worker.pid,))
    stranger.start()
    worker.join()
    print(f"{BOLD}main: the worker's exit code is {worker.exitcode}{PLAIN}", flush=True)
    stranger.join()
    print(f"{BOLD}main: the stranger's exit code is {stranger.exitcode}{PLAIN}")
