"""A light, and two cars that come to it."""
import multiprocessing as mp


def drive(name, green):
    green.wait()
    print(f"{name} drives on", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    green = mp.Event()
    ann = mp.Process(target=drive, name="ann", args=("ann", green))
    ben = mp.Process(target=drive, name="ben", args=("ben", green))
    ann.start()
    ben.start()
    green.set()
    green.clear()
    ann.join()
    ben.join()
