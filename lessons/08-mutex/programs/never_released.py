"""One process fails between acquire and release, and nobody else ever gets in."""
import multiprocessing as mp
import time

GREEN, YELLOW, PLAIN = "\033[32m", "\033[33m", "\033[0m"


def order(name, amount, mutex):
    print(f"{YELLOW}{name} asks for the mutex{PLAIN}", flush=True)
    mutex.acquire()
    print(f"{GREEN}{name} has the mutex{PLAIN}", flush=True)
    time.sleep(1)
    pieces = int(amount)  # int("three") raises ValueError
    print(f"{GREEN}{name} ordered {pieces} and lets go{PLAIN}", flush=True)
    mutex.release()


if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    careless = mp.Process(target=order, name="careless", args=("careless", "three", mutex))
    patient_1 = mp.Process(target=order, name="patient-1", args=("patient-1", "2", mutex))
    patient_2 = mp.Process(target=order, name="patient-2", args=("patient-2", "5", mutex))

    careless.start()
    time.sleep(0.5)  # by now careless is inside
    patient_1.start()
    patient_2.start()
    for customer in (careless, patient_1, patient_2):
        customer.join()
    print("everybody has ordered")
