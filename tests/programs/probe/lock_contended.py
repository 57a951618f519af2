# expect: 2 x 50 acquire/release pairs of one lock named "mutex" by two children, never two holders at a time
import multiprocessing as mp
import sys


def work(mutex, count):
    for _ in range(count):
        mutex.acquire()
        mutex.release()


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    mutex = mp.Lock()
    children = [mp.Process(target=work, args=(mutex, 50), name=name) for name in ('ann', 'bob')]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print('done', [child.exitcode for child in children])
