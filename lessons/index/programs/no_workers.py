"""A pool of nobody."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(0)  # ValueError
