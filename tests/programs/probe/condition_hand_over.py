# expect: Condition "turn" with its own lock; the child waits, main notifies one (1 woken), then all (0 woken); a wait of 0.05 s times out
import multiprocessing as mp
import sys


def work(turn, ready):
    with turn:
        ready.release()
        print('notified', turn.wait(10))


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    turn = ctx.Condition()
    ready = ctx.Semaphore(0)
    child = ctx.Process(target=work, args=(turn, ready))
    child.start()
    ready.acquire()
    with turn:
        turn.notify()
    child.join()
    with turn:
        turn.notify_all()
        print(turn.wait(0.05))
    try:
        turn.notify()
    except AssertionError as error:
        print(error)
