"""Main, a mother and a daughter."""
import multiprocessing as mp
import os


def introduce(name):
    print(f"{name}: my pid is {os.getpid()}", flush=True)


def mother():
    introduce("mother")
    mp.Process(target=introduce, name="daughter", args=("daughter",)).start()


if __name__ == "__main__":
    mp.set_start_method("fork")
    introduce("main")
    mp.Process(target=mother, name="mother").start()
