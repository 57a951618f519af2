"""Waits with a time-out, and a long sleep."""
import multiprocessing as mp
import queue
import time

if __name__ == "__main__":
    context = mp.get_context("fork")
    lock, items = context.Lock(), context.Queue()
    lock.acquire()
    print("got" if lock.acquire(timeout=0.3) else "timed out", flush=True)
    try:
        items.get(timeout=0.3)
    except queue.Empty:
        print("empty", flush=True)
    time.sleep(3600)
    print("awake", flush=True)
