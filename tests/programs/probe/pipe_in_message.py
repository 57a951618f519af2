# expect: an end of a pipe travels through another pipe and through a queue; whoever gets it opens it, and both processes hold it
import multiprocessing as mp
import sys


def work(carrier, queue):
    first, second = carrier.recv(), queue.get()
    first.send('by pipe')
    second.send('by queue')


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    carrier, other = ctx.Pipe()
    queue = ctx.SimpleQueue()
    child = ctx.Process(target=work, args=(other, queue))
    child.start()
    read, write = ctx.Pipe(False)
    carrier.send(write)
    print('sent')
    queue.put(write)
    print(read.recv(), read.recv())
    child.join()
    queue.close()
