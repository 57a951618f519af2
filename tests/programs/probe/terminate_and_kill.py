# expect: terminate of "slow" (status -15), kill of "stubborn" (status -9), each reaped by main's join; a lock held by "stubborn" stays taken
import multiprocessing as mp
import signal
import sys
import time


def slow(ready):
    ready.release()
    time.sleep(60)


def stubborn(ready, mutex):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    mutex.acquire()
    ready.release()
    time.sleep(60)


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    ready = mp.Semaphore(0)
    mutex = mp.Lock()
    first = mp.Process(target=slow, args=(ready,), name='slow')
    second = mp.Process(target=stubborn, args=(ready, mutex), name='stubborn')
    for child in (first, second):
        child.start()
        ready.acquire()
    first.terminate()
    first.join()
    second.terminate()
    second.join(0.2)
    print(second.is_alive())
    second.kill()
    second.join()
    print(first.exitcode, second.exitcode, mutex.acquire(timeout=0.1))
