"""Calls of a manager that wait in its server: for an item, an event, a pool's task."""
import multiprocessing as mp
import sys


def helps(items, event):
    items.put("item")
    event.set()


def double(number):
    return 2 * number


if __name__ == "__main__":
    context = mp.get_context("fork")
    with context.Manager() as manager:
        items, event = manager.Queue(), manager.Event()
        pool = manager.Pool(2)
        helper = context.Process(target=helps, args=(items, event))
        helper.start()
        print(items.get(), event.wait(), sorted(pool.imap_unordered(double, [1, 2, 3])), flush=True)
        helper.join()
