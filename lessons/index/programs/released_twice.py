"""A lock is released once more than it was acquired."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    with mutex:
        print("main: inside", flush=True)
        mutex.release()  # the end of the with block releases it again: ValueError
