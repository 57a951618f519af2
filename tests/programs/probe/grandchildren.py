# expect: the paths main, main/1, main/1/1; one lock with one id in all three, named "mutex", acquired by the deepest first
import multiprocessing as mp
import sys


def child(mutex):
    inner = mp.Process(target=grandchild, args=(mutex,))
    inner.start()
    inner.join()
    with mutex:
        print('child', flush=True)


def grandchild(mutex):
    with mutex:
        print('grandchild', flush=True)


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    mutex = mp.Lock()
    outer = mp.Process(target=child, args=(mutex,))
    outer.start()
    outer.join()
    with mutex:
        print('main')
