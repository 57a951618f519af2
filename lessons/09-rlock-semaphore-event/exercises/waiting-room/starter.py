"""A doctor's waiting room with three seats, and eight patients."""
import multiprocessing as mp
import time


def sit(name):
    print(f"{name} sits down", flush=True)
    time.sleep(0.2)


def see_doctor(name):
    print(f"{name} is with the doctor", flush=True)
    time.sleep(0.1)
    print(f"{name} goes home", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    # eight patients, patient-1 to patient-8, each a process: first sit(name), then see_doctor(name)
