# Expected: its semaphores have names in /dev/shm while it runs, and none when the run has been stopped.
import multiprocessing as mp
import time

if __name__ == "__main__":
    context = mp.get_context("spawn")
    mutex = context.Lock()
    rooms = [context.Semaphore(2) for _ in range(3)]
    for lock in (mutex, *rooms):
        print("semaphore", lock._semlock.name)
    print("ready", flush=True)
    time.sleep(600)
