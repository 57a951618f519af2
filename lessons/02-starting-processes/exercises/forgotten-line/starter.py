"""Three cooks make jam. Each is a process that should be called like its fruit."""
import multiprocessing as mp
import time


class Cook(mp.Process):
    def __init__(self, fruit, jars):
        self.name = fruit
        self.fruit = fruit
        self.jars = jars

    def run(self):
        time.sleep(0.2)
        print(f"{self.jars} jars of {self.fruit} jam", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    cooks = [Cook("plum", 3), Cook("cherry", 5), Cook("quince", 2)]
    for cook in cooks:
        cook.start()
    for cook in cooks:
        cook.join()
    print("the jam is made")
