# expect: main's child ends at once and is joined; its own child outlives it, an orphan, until main closes the pipe it reads from
import multiprocessing as mp
import sys


def child(reader, writer):
    mp.Process(target=grandchild, args=(reader, writer), name='left').start()
    mp.process._children.clear()  # else it would join its child before it ends


def grandchild(reader, writer):
    writer.close()
    try:
        reader.recv()
    except EOFError:
        print('nobody is left who writes', flush=True)


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    reader, writer = ctx.Pipe(duplex=False)
    parent = ctx.Process(target=child, args=(reader, writer), name='parent')
    parent.start()
    parent.join()
    reader.close()
    writer.close()
