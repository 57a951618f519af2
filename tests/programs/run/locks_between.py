# Expected: of its two named semaphores, one made after many uses of the other, none is left when the run was stopped.
import multiprocessing as mp
import time

if __name__ == "__main__":
    context = mp.get_context("spawn")
    first = context.Lock()
    for _ in range(3001):
        with first:
            pass
    second = context.Lock()
    print("ready", flush=True)
    time.sleep(600)
