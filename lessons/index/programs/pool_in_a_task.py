"""The pool itself stands among the arguments of a task."""
import multiprocessing as mp


def work(pool):
    return pool.map(abs, [-1, -2])


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Pool(2) as pool:
        print("main:", pool.apply(work, (pool,)))  # NotImplementedError
