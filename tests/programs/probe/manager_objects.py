# expect: a manager's server as a process of its own; list, dict, Namespace, Lock, Queue, Event and a registered class; calls of two processes, one that waits, one that fails
import multiprocessing as mp
import multiprocessing.managers
import sys


class Account:
    def __init__(self):
        self.balance = 0

    def add(self, amount):
        self.balance += amount
        return self.balance


class Bank(multiprocessing.managers.BaseManager):
    pass


Bank.register('Account', Account)


def child(names, event, lock):
    with lock:
        names.append('child')
    event.set()


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    with ctx.Manager() as manager:
        names, ages, place = manager.list(['main']), manager.dict(), manager.Namespace()
        event, lock, queue = manager.Event(), manager.Lock(), manager.Queue()
        process = ctx.Process(target=child, args=(names, event, lock))
        process.start()
        event.wait()
        process.join()
        ages['main'] = 3
        place.x = 4
        queue.put('item')
        print(list(names), ages.copy(), place.x, queue.get())
        try:
            names.remove('nobody')
        except ValueError as error:
            print('error', error)
    bank = Bank(ctx=ctx)
    bank.start()
    print(bank.Account().add(5))
    bank.shutdown()
