# expect: Barrier "gate" of 2: main waits 0.05 s and breaks it, the next wait fails at once; reset; the child waits, main aborts: the child's wait fails
import multiprocessing as mp
import sys
import threading


def work(gate, ready):
    ready.release()
    try:
        gate.wait()
    except threading.BrokenBarrierError:
        print('child: broken')


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    gate = ctx.Barrier(2)
    ready = ctx.Semaphore(0)
    for timeout in (0.05, None):
        try:
            gate.wait(timeout)
        except threading.BrokenBarrierError:
            print('main: broken')
    gate.reset()
    child = ctx.Process(target=work, args=(gate, ready))
    child.start()
    ready.acquire()
    while gate.n_waiting == 0:
        pass
    gate.abort()
    child.join()
