"""Random numbers and the order of a set, in main and in a child."""
import multiprocessing as mp
import random
import sys


def tell(name):
    print(name, random.random(), list({"one", "two", "three"}), flush=True)


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    child = context.Process(target=tell, args=("child",))
    child.start()
    child.join()
    tell("main")
