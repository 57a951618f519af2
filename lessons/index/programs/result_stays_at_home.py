"""A task gives back something that cannot be sent."""
import multiprocessing as mp


def work():
    return lambda: "hello"  # a result travels through a pipe, pickled


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Pool(1) as pool:
        print("main:", pool.apply(work))  # MaybeEncodingError
