# expect: an unhandled ZeroDivisionError in the child at the line that divides, child's status 1; main's own KeyError is handled and is no event
import multiprocessing as mp
import sys


def work(n):
    return 1 / n


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    child = mp.Process(target=work, args=(0,))
    child.start()
    child.join()
    try:
        {}['nothing']
    except KeyError:
        pass
    print(child.exitcode)
