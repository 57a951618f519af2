# expect: a one-way pipe of one id: the child writes three messages and closes; main, which has closed its own end to write, reads them and meets the end; a send to nobody is a BrokenPipeError
import multiprocessing as mp
import sys


def work(to_main):
    for i in range(3):
        to_main.send(i)
    to_main.close()


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    from_child, to_main = ctx.Pipe(duplex=False)
    child = ctx.Process(target=work, args=(to_main,))
    child.start()
    to_main.close()
    try:
        while True:
            print(from_child.recv())
    except EOFError:
        print('end', from_child.poll())
    child.join()
    from_child.close()
    read, write = ctx.Pipe(False)
    del read
    try:
        write.send('nobody')
    except BrokenPipeError as error:
        print(error)
    try:
        write.recv()
    except OSError as error:
        print(error)
