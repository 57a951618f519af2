# expect: a wait for a job whose time is up; a worker that ends after each task is replaced by a helper thread of the pool; the pool is terminated at the end
import multiprocessing as mp
import sys
import time


def square(n):
    return n * n


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    with ctx.Pool(1, maxtasksperchild=1) as pool:
        pool.apply_async(time.sleep, (0.1,)).wait(0.01)
        print([pool.apply(square, (n,)) for n in range(2)])
