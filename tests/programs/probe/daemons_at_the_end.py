# expect: main's code ends, its exit handlers terminate the daemon, reap it, then join the other child
import multiprocessing as mp
import sys
import time


def forever(ready):
    ready.put(1)
    while True:
        time.sleep(1)


def briefly():
    time.sleep(0.2)


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    ready = ctx.SimpleQueue()
    ctx.Process(target=forever, args=(ready,), daemon=True, name='daemon').start()
    ctx.Process(target=briefly, name='other').start()
    ready.get()
    print('last line')
