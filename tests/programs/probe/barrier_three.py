# expect: Barrier "gate" of 3, two rounds: each round two wait, the last does not; the indexes are 0, 1, 2
import multiprocessing as mp
import sys


def work(gate):
    for _ in range(2):
        gate.wait()


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    gate = ctx.Barrier(3, timeout=20)
    children = [ctx.Process(target=work, args=(gate,)) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print(gate.parties, gate.n_waiting, gate.broken)
