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


def visit(name, seats, doctor):
    seats.acquire()
    sit(name)
    doctor.acquire()  # with the seat still taken: somebody sits and waits
    seats.release()
    try:
        see_doctor(name)
    finally:
        doctor.release()


if __name__ == "__main__":
    mp.set_start_method("fork")
    seats, doctor = mp.Semaphore(3), mp.Lock()
    patients = [
        mp.Process(target=visit, name=f"patient-{n}", args=(f"patient-{n}", seats, doctor))
        for n in range(1, 9)
    ]
    for patient in patients:
        patient.start()
    for patient in patients:
        patient.join()
