"""Whoever takes from a queue that is closed is told so at once."""
import multiprocessing as mp

queue = mp.get_context("fork").Queue()
queue.close()
try:
    queue.get()
except ValueError as error:
    print(error, flush=True)
