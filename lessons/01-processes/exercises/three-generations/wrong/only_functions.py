"""Main, a mother and a daughter."""
import multiprocessing as mp
import os


def daughter():
    print(f"daughter: my pid is {os.getpid()}", flush=True)


def mother():
    print(f"mother: my pid is {os.getpid()}", flush=True)
    daughter()


if __name__ == "__main__":
    mp.set_start_method("fork")
    print(f"main: my pid is {os.getpid()}", flush=True)
    child = mp.Process(target=mother, name="mother")
    child.start()
    child.join()
