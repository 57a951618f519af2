"""A function without a name is to run in a spawned process."""
import multiprocessing as mp

if __name__ == "__main__":
    context = mp.get_context("spawn")
    child = context.Process(target=lambda: print("hello"), name="child")
    child.start()  # PicklingError: a lambda has no name to be found by
