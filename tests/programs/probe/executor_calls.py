# expect: submit and map (two chunks) of a ProcessPoolExecutor, a call that fails, and one whose worker dies: the executor breaks
import concurrent.futures
import multiprocessing as mp
import os
import sys


def square(n):
    return n * n


def fails():
    raise KeyError('no')


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=ctx) as executor:
        print(executor.submit(square, 3).result())
        print(list(executor.map(square, range(4), chunksize=2)))
        print(type(executor.submit(fails).exception()).__name__)
        try:
            executor.submit(os._exit, 5).result(timeout=30)
        except concurrent.futures.process.BrokenProcessPool as error:
            print('broken')
