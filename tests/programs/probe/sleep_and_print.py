# expect: in the child a sleep of 200 ms between two prints; main's join begins before and ends after the child's exit with status 7
import multiprocessing as mp
import sys
import time


def work():
    print('before', flush=True)
    time.sleep(0.2)
    print('after', flush=True)
    sys.exit(7)


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    child = mp.Process(target=work, name='sleeper')
    child.start()
    child.join()
    print(child.exitcode)
