"""What a process is to do and with which values; and run(), which starts nothing."""
import multiprocessing as mp
import os

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"


def bake(cake, eggs, sugar=100):
    print(f"{CYAN}{cake}: {eggs} eggs, {sugar} g of sugar, pid {os.getpid()}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    print(f"{YELLOW}main has pid {os.getpid()}{PLAIN}", flush=True)

    baker = mp.Process(target=bake, args=("plum cake", 3), kwargs={"sugar": 80}, name="baker")
    baker.start()  # a new process calls bake("plum cake", 3, sugar=80)
    baker.join()

    nobody = mp.Process(target=bake, args=("apple cake", 4), name="nobody")
    nobody.run()  # main calls bake itself: there is no new process
    print(f"{YELLOW}nobody has pid {nobody.pid}{PLAIN}", flush=True)
