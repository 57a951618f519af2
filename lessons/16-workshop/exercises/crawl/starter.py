"""A crawler: every page names others, one in a line. Read all that can be reached, with a pool of three."""
import multiprocessing as mp
import time


def read_page(name):
    time.sleep(0.2)  # a slow disk
    with open(f"{name}.txt", encoding="utf-8") as file:
        return name, file.read().split()


if __name__ == "__main__":
    mp.set_start_method("fork")
    found = {"start"}
    # hand out pages to a pool, print f"read {name}" for each, and hand out what is new
    print(f"pages: {len(found)}")
