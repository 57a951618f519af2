# expect: an acquire of "mutex" that waits 0.1 s and ends with 0 (not got), one that fails at once, then a release that raises ValueError
import multiprocessing as mp

if __name__ == '__main__':
    mutex = mp.Lock()
    mutex.acquire()
    print(mutex.acquire(timeout=0.1), mutex.acquire(block=False))
    mutex.release()
    try:
        mutex.release()
    except ValueError as error:
        print(error)
