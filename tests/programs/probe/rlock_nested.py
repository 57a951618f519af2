# expect: one RLock "again" acquired three times by its owner, released three times; the child gets it only after the third release
import multiprocessing as mp
import sys
import time


def work(again):
    with again:
        print('child')


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    again = mp.RLock()
    with again:
        with again:
            with again:
                child = mp.Process(target=work, args=(again,))
                child.start()
                time.sleep(0.3)
            print('two left', flush=True)
        print('one left', flush=True)
    child.join()
