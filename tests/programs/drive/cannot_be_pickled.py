"""Tasks that cannot be pickled fail in the parent, in a thread of the pool's or of the executor's."""
import multiprocessing as mp
import sys
from concurrent.futures import ProcessPoolExecutor


def double(number):
    return 2 * number


def outcome(ask):
    try:
        return ask()
    except Exception as error:
        return type(error).__name__


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    with mp.Pool(2) as pool:
        broken, whole = pool.apply_async(double, (lambda: 0,)), pool.apply_async(double, (4,))
        print("pool:", outcome(broken.get), outcome(whole.get), flush=True)
    with ProcessPoolExecutor(2) as executor:
        broken, whole = executor.submit(lambda: 0), executor.submit(double, 5)
        print("executor:", outcome(broken.result), outcome(whole.result), flush=True)
