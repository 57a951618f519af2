# expect: Value "counter" of 2 children x 20 additions under its lock "counter.get_lock()": reads and writes in turn, 0 to 40, each within the lock
import multiprocessing as mp
import sys


def work(counter):
    for _ in range(20):
        with counter.get_lock():
            counter.value += 1


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    counter = ctx.Value('i', 0)
    children = [ctx.Process(target=work, args=(counter,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print(counter.value)
