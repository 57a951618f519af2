"""Two processes add 1 to a shared number. Can one addition be lost?"""
import multiprocessing as mp


def add_one(total):
    total.value += 1  # a read, then a write


if __name__ == "__main__":
    mp.set_start_method("fork")
    total = mp.Value("i", 0)
    ann = mp.Process(target=add_one, name="ann", args=(total,))
    ben = mp.Process(target=add_one, name="ben", args=(total,))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
    print(f"0 and 1 and 1 make {total.value}")
