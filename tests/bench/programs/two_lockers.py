"""Two processes, each with a lock of its own that nobody else wants: as many events as are asked for, in all."""
import multiprocessing as mp
import sys


def work(lock, times):
    for _ in range(times):
        lock.acquire()
        lock.release()


if __name__ == "__main__":
    mp.set_start_method("fork")
    workers = [mp.Process(target=work, args=(mp.Lock(), int(sys.argv[1]) // 4)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
