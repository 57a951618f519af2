# expect: five locks named forks[0] to forks[4] in the order of their creation, each acquired once by the child (lowest first)
import multiprocessing as mp
import sys


def work(forks):
    for fork in forks:
        fork.acquire()


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    forks = []
    for i in range(5):
        forks.append(mp.Lock())
    child = mp.Process(target=work, args=(forks,))
    child.start()
    child.join()
    print([fork.acquire(block=False) for fork in forks])
