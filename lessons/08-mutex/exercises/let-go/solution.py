"""One order fails between acquire and release, and nobody else ever gets in."""
import multiprocessing as mp
import time


def take_order(name, amount):
    print(f"{name} is at the counter", flush=True)
    time.sleep(0.5)
    pieces = int(amount)  # int("three") raises ValueError
    print(f"{name} ordered {pieces}", flush=True)


def order(name, amount, mutex):
    with mutex:  # lets go on every way out
        take_order(name, amount)


if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    orders = [("careless", "three"), ("patient-1", "2"), ("patient-2", "5")]
    customers = [mp.Process(target=order, name=n, args=(n, a, mutex)) for n, a in orders]
    for customer in customers:
        customer.start()
        time.sleep(0.1)  # one behind the other
    for customer in customers:
        customer.join()
    print("everybody has ordered")
