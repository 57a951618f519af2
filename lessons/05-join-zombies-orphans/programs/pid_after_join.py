"""The number stays readable after join, but there is nobody any more whose number it is."""
import multiprocessing as mp
import os
import time

BOLD, PLAIN = "\033[1m", "\033[0m"


def work():
    time.sleep(1)


def is_there(pid):
    try:
        os.kill(pid, 0)  # signal 0 does nothing; it only asks whether there is such a process
    except ProcessLookupError:
        return False
    return True


def tell(when, child):
    print(f"{BOLD}{when}{PLAIN}", flush=True)
    print(f"  pid {child.pid}, exit code {child.exitcode}, alive: {child.is_alive()}", flush=True)
    if child.pid:
        print(f"  is there a process {child.pid}? {is_there(child.pid)}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=work, name="child")
    tell("before start", child)
    child.start()
    tell("after start", child)
    child.join(0.3)  # waits 0.3 seconds at most
    tell("after join(0.3)", child)
    child.join()
    tell("after join", child)
