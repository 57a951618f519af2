# expect: an unhandled ValueError in main after the child has started; main waits for the child at its end; status 1. The child ends with 0
import multiprocessing as mp
import sys
import time


def work():
    time.sleep(0.3)
    print('child ends', flush=True)


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    mp.Process(target=work).start()
    raise ValueError('main gives up')
