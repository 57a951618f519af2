# expect: Event "lamp": the child waits until main, a third of a second later, sets it; the child has ended before main clears it
import multiprocessing as mp
import sys
import time


def work(lamp):
    lamp.wait()


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    lamp = ctx.Event()
    child = ctx.Process(target=work, args=(lamp,))
    child.start()
    time.sleep(0.3)
    lamp.set()
    child.join()
    lamp.clear()
