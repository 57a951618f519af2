# Programs that try to outlive their run; leaves.py KIND. Each prints "ready" when all is there, and sleeps.
import multiprocessing as mp
import multiprocessing.shared_memory
import os
import signal
import subprocess
import sys
import time

LONG = 600


def sleepy(*_):
    time.sleep(LONG)


def forked(work, *args):
    pid = os.fork()
    if pid == 0:
        try:
            work(*args)
        finally:
            os._exit(0)
    return pid


def own_session():
    os.setsid()
    sleepy()


def daemon_process():
    """A daemon by the book: fork, setsid, fork, folder, streams."""
    os.setsid()
    if os.fork():
        os._exit(0)
    os.chdir("/")
    null = os.open(os.devnull, os.O_RDWR)
    for fd in range(3):
        os.dup2(null, fd)
    sleepy()


def deaf():
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    os.setsid()
    sleepy()


def hop(pause):
    """Nobody ever has the number of it for long."""
    while True:
        if os.fork():
            os._exit(0)
        time.sleep(pause)


def setsid():
    forked(own_session)


def double_fork():
    forked(daemon_process)


def sigterm_ignored():
    forked(deaf)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def daemons():
    for method in ("fork", "spawn"):
        mp.get_context(method).Process(target=sleepy, daemon=True).start()


def pid_hopping():
    for pause in (0.0005, 0.002, 0.01):
        forked(hop, pause)


def nohup():
    subprocess.Popen(["sh", "-c", "nohup sleep 600 >/dev/null 2>&1 & nohup setsid sleep 600 >/dev/null 2>&1 & wait"])


def fork_bomb():
    """Bounded: at most 1,024 if nobody stops it; the limit of a run is far below."""
    print("ready", flush=True)
    for _ in range(10):
        os.fork()


def spawn():
    context = mp.get_context("spawn")
    for _ in range(3):
        context.Process(target=sleepy).start()


def shared():
    """Names in /dev/shm, and folders for sockets in the folder for temporary files."""
    context = mp.get_context("spawn")
    keep = [context.Lock(), context.Queue(), context.Condition(), context.Array("i", 1000)]
    manager = context.Manager()
    keep += [manager, manager.list([1]), mp.shared_memory.SharedMemory(create=True, size=5000)]
    server = mp.get_context("forkserver")
    server.Process(target=sleepy).start()
    context.Process(target=sleepy, args=(keep[0],)).start()
    return keep


def everything():
    keep = shared()
    for kind in (setsid, double_fork, sigterm_ignored, daemons, pid_hopping, nohup):
        kind()
    return keep


KINDS = {f.__name__: f for f in (setsid, double_fork, sigterm_ignored, daemons, pid_hopping, nohup, fork_bomb, spawn,
                                 shared, everything)}

if __name__ == "__main__":
    held = KINDS[sys.argv[1]]()
    print("ready", flush=True)
    sleepy()
