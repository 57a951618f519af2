"""Three couriers."""
import multiprocessing as mp
import time


def deliver(name):
    time.sleep(0.5)
    print(f"{name} is here", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    couriers = [mp.Process(target=deliver, name=n, args=(n,)) for n in ("red", "green", "blue")]
    for courier in couriers:
        courier.start()
    print("all are here", flush=True)
