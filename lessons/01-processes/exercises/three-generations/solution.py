"""Main, a mother and a daughter."""
import multiprocessing as mp
import os


def introduce(name):
    print(f"{name}: my pid is {os.getpid()}, my parent's {os.getppid()}", flush=True)


def mother():
    introduce("mother")
    child = mp.Process(target=introduce, name="daughter", args=("daughter",))
    child.start()
    child.join()


if __name__ == "__main__":
    mp.set_start_method("fork")
    introduce("main")
    child = mp.Process(target=mother, name="mother")
    child.start()
    child.join()
