# expect: the child's acquire of "mutex" begins, waits while main sleeps with the lock held, and ends after main's release
import multiprocessing as mp
import sys
import time


def work(mutex, ready):
    ready.set()
    with mutex:
        print('child has it')


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    mutex = mp.Lock()
    ready = mp.Event()
    mutex.acquire()
    child = mp.Process(target=work, args=(mutex, ready))
    child.start()
    ready.wait()
    time.sleep(0.3)
    print('main lets go')
    sys.stdout.flush()
    mutex.release()
    child.join()
