"""Three couriers."""
import multiprocessing as mp
import time


def deliver():
    time.sleep(0.3)
    print(f"{mp.current_process().name} is here", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    red = mp.Process(target=deliver, name="red")
    green = mp.Process(target=deliver, name="green")
    blue = mp.Process(target=deliver, name="blue")
    red.start()
    green.start()
    blue.start()
    red.join()
    green.join()
    blue.join()
    print("all are here", flush=True)
