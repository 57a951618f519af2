# expect: connection.wait over two pipes and a child's sentinel: first nothing in 0.02 s, then the pipe that has a message, at last the child's end
import multiprocessing as mp
import sys
from multiprocessing.connection import wait


def work(to_main):
    to_main.send('hello')
    to_main.recv()


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    quiet, _ = ctx.Pipe()
    loud, other = ctx.Pipe()
    child = ctx.Process(target=work, args=(other,))
    print(wait([quiet, loud], 0.02))
    child.start()
    print(wait([quiet, loud, child.sentinel]) == [loud], loud.recv())
    loud.send('go')
    print(wait([quiet, child.sentinel], timeout=30) == [child.sentinel])
    child.join()
