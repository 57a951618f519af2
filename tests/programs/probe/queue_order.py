# expect: Queue "q": 20 puts in main, each with its feed before the child's get of it; the items arrive as 0 to 19 in order
import multiprocessing as mp
import sys


def work(q):
    print([q.get() for _ in range(20)])


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    q = mp.Queue()
    child = mp.Process(target=work, args=(q,))
    child.start()
    for i in range(20):
        q.put(i)
    child.join()
