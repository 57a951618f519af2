"""The start method is set a second time."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    mp.set_start_method("spawn")  # RuntimeError: it has been chosen
