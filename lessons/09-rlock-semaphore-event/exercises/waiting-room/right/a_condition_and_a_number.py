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


def visit(name, taken, door, doctor):
    with door:
        door.wait_for(lambda: taken.value < 3)
        taken.value += 1
    sit(name)
    with door:
        taken.value -= 1
        door.notify()
    with doctor:
        see_doctor(name)


if __name__ == "__main__":
    mp.set_start_method("fork")
    taken, door, doctor = mp.Value("i", 0), mp.Condition(), mp.Lock()
    patients = [
        mp.Process(
            target=visit, name=f"patient-{n}", args=(f"patient-{n}", taken, door, doctor)
        )
        for n in range(1, 9)
    ]
    for patient in patients:
        patient.start()
    for patient in patients:
        patient.join()
