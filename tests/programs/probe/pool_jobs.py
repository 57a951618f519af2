# expect: two workers; map in 3 chunks, apply_async with a callback, imap of 3, one failing job; each task in a worker; close and join
import multiprocessing as mp
import sys


def square(n):
    return n * n


def fails(n):
    raise ValueError(n)


def done(result):
    print('callback', result, flush=True)


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    pool = ctx.Pool(2)
    print(pool.map(square, range(6), chunksize=2))
    job = pool.apply_async(square, (7,), callback=done)
    print(job.get(timeout=30))
    print(list(pool.imap(square, [1, 2, 3])))
    try:
        pool.apply(fails, (4,))
    except ValueError as error:
        print('error', error)
    pool.close()
    pool.join()
