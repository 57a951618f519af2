# expect: Condition "change" over the learner's lock "mutex"; three children wait for a count; the first of three notify_all wakes all three
import multiprocessing as mp
import sys


def work(change, count, ready):
    with change:
        ready.release()
        change.wait_for(lambda: count.value == 3)


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    mutex = ctx.Lock()
    change = ctx.Condition(mutex)
    count = ctx.RawValue('i', 0)
    ready = ctx.Semaphore(0)
    children = [ctx.Process(target=work, args=(change, count, ready)) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        ready.acquire()
    for _ in range(3):
        with mutex:
            count.value += 1
            change.notify_all()
    for child in children:
        child.join()
    print([child.exitcode for child in children])
