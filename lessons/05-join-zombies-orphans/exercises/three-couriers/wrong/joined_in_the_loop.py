"""Three couriers."""
import multiprocessing as mp
import time


def deliver(name):
    time.sleep(0.5)
    print(f"{name} is here", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    for name in ("red", "green", "blue"):
        courier = mp.Process(target=deliver, name=name, args=(name,))
        courier.start()
        courier.join()
    print("all are here", flush=True)
