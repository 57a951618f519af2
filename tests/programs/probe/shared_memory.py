# expect: a SharedMemory made in main, opened and closed in the child, closed and unlinked in main; a ShareableList written by the child, read by main
import multiprocessing as mp
import sys
from multiprocessing.shared_memory import ShareableList, SharedMemory


def work(name, items):
    block = SharedMemory(name)
    block.buf[0] = 42
    block.close()
    items[1] = 'two'
    items.shm.close()


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    block = SharedMemory(create=True, size=100)
    items = ShareableList([1, 'one', None])
    child = ctx.Process(target=work, args=(block.name, items))
    child.start()
    child.join()
    print(block.buf[0], items[1], items[-1], len(items))
    block.close()
    block.unlink()
    items.shm.close()
    items.shm.unlink()
    try:
        SharedMemory('no such block')
    except FileNotFoundError as error:
        print(type(error).__name__)
