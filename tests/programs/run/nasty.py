# Expected: whatever this leaves behind is gone after the run. With "hop" also a process that forks its successor and
# exits, again and again.
import multiprocessing as mp
import os
import signal
import subprocess
import sys
import time


def sleepy():
    time.sleep(600)


def fork(f):
    pid = os.fork()
    if pid == 0:
        try:
            f()
        finally:
            os._exit(0)
    return pid


def own_session():
    os.setsid()
    sleepy()


def double_fork():
    os.setsid()
    fork(sleepy)
    os._exit(0)


def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    sleepy()


def hop():
    while True:
        time.sleep(0.002)
        if os.fork():
            os._exit(0)


if __name__ == "__main__":
    for f in (sleepy, own_session, double_fork, deaf):
        fork(f)
    if "hop" in sys.argv:
        fork(hop)
    mp.get_context("spawn").Process(target=time.sleep, args=(600,), daemon=True).start()
    subprocess.Popen(["sh", "-c", "sleep 600 & nohup setsid sleep 600 >/dev/null 2>&1 & wait"])
    print("ready", flush=True)
    if "leave" in sys.argv:
        os._exit(0)
    sleepy()
