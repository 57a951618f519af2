"""An executor is given a task after its shutdown."""
from concurrent.futures import ProcessPoolExecutor
import multiprocessing as mp

if __name__ == "__main__":
    executor = ProcessPoolExecutor(2, mp_context=mp.get_context("fork"))
    print("main:", executor.submit(abs, -1).result(), flush=True)
    executor.shutdown()
    executor.submit(abs, -2)  # RuntimeError
