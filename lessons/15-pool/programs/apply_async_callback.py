"""apply_async does not wait. A callback gets each result, in main's process, but not in main's thread."""
import multiprocessing as mp
import os
import threading
import time

CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"


def cook(dish, seconds):
    time.sleep(seconds)
    print(f"{GREEN}    {dish} cooked by process {os.getpid()}{PLAIN}", flush=True)
    return None if dish == "toast" else f"a plate of {dish}"


def serve(result):
    where = "main's process" if os.getpid() == main_pid else "another process"
    is_main_thread = threading.current_thread() is threading.main_thread()
    thread = "main's thread" if is_main_thread else "another thread"
    print(f"{CYAN}callback got {result}, in {where}, {thread}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    main_pid = os.getpid()
    pool = mp.Pool(2)
    for dish, seconds in (("stew", 1.5), ("soup", 0.4), ("toast", 0.4), ("rice", 0.4), ("pie", 0.6)):
        pool.apply_async(cook, (dish, seconds), callback=serve)
    print(f"{YELLOW}all five are ordered{PLAIN}", flush=True)
    pool.close()
    pool.join()
    print("the kitchen is closed")
