"""An event every 25 ms or so, at no fixed phase to the screen's refresh, for about four seconds."""
import multiprocessing as mp
import time

if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    for step in range(150):
        mutex.acquire()
        mutex.release()
        time.sleep(0.02 + step % 7 * 0.0017)
