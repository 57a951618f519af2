"""Three cooks make jam. Each is a process that should be called like its fruit."""
import multiprocessing as mp
import time


def cook_jam(fruit, jars):
    time.sleep(0.2)
    print(f"{jars} jars of {fruit} jam", flush=True)


def Cook(fruit, jars):
    return mp.Process(target=cook_jam, name=fruit, args=(fruit, jars))


if __name__ == "__main__":
    mp.set_start_method("fork")
    cooks = [Cook("plum", 3), Cook("cherry", 5), Cook("quince", 2)]
    for cook in cooks:
        cook.start()
    for cook in cooks:
        cook.join()
    print("the jam is made")
