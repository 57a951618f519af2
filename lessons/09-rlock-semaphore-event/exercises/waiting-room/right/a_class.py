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


class Patient(mp.Process):
    seats = mp.get_context("fork").BoundedSemaphore(3)
    doctor = mp.get_context("fork").Semaphore(1)

    def run(self):
        with Patient.seats:
            sit(self.name)
        with Patient.doctor:
            see_doctor(self.name)


if __name__ == "__main__":
    mp.set_start_method("fork")
    patients = [Patient(name=f"patient-{n}") for n in range(1, 9)]
    for patient in patients:
        patient.start()
    for patient in reversed(patients):
        patient.join()
