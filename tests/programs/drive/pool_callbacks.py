"""Two tasks of a pool; their callbacks say in which order they came back."""
import multiprocessing as mp
import sys


def square(number):
    print("task", number, flush=True)
    return number * number


def told(result):
    results.append(result)


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    results = []
    with context.Pool(2) as pool:
        jobs = [pool.apply_async(square, (n,), callback=told) for n in (2, 3)]
        for job in jobs:
            job.get()
        print(results, flush=True)
        pool.close()
        pool.join()
    print("done", flush=True)
