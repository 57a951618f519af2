"""A million acquire and release of one lock that nobody else wants. Prints the seconds that took."""
import multiprocessing as mp
import time

if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    begin = time.perf_counter()
    for _ in range(1_000_000):
        mutex.acquire()
        mutex.release()
    print(time.perf_counter() - begin)
