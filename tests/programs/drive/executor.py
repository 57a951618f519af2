"""Two calls of an executor, and a map."""
import concurrent.futures
import multiprocessing as mp
import sys


def square(number):
    print("task", number, flush=True)
    return number * number


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as executor:
        futures = [executor.submit(square, n) for n in (2, 3)]
        print([future.result() for future in futures], flush=True)
        print(list(executor.map(square, (4, 5))), flush=True)
    print("done", flush=True)
