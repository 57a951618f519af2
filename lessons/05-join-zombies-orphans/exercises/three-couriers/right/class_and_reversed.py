"""Three couriers."""
import multiprocessing as mp
import time


class Courier(mp.Process):
    def run(self):
        time.sleep(0.4)
        print(self.name, "is here", flush=True)


def main():
    mp.set_start_method("forkserver")
    couriers = {name: Courier(name=name) for name in ("red", "green", "blue")}
    for courier in couriers.values():
        courier.start()
    for name in ("blue", "green", "red"):
        couriers[name].join()
    print("all are here", flush=True)


if __name__ == "__main__":
    main()
