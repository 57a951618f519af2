# expect: Queue "q" of size 1: a get that times out (Empty), a put that waits until the child takes the first item, a put that raises Full
import multiprocessing as mp
import queue
import sys
import time


def work(q, may_take):
    may_take.wait()
    time.sleep(0.2)
    print(q.get(), q.get(), flush=True)


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    q = mp.Queue(1)
    may_take = mp.Event()
    try:
        q.get(timeout=0.1)
    except queue.Empty:
        print('empty', flush=True)
    child = mp.Process(target=work, args=(q, may_take))
    child.start()
    q.put('first')
    try:
        q.put('refused', block=False)
    except queue.Full:
        print('full', flush=True)
    may_take.set()
    q.put('second')
    child.join()
