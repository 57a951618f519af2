"""One pen, one sheet of paper, and two who each begin with the thing that the other needs."""
import multiprocessing as mp
import time

CYAN, MAGENTA, PLAIN = "\033[36m", "\033[35m", "\033[0m"


def write(pen, paper):
    with pen:
        print(f"{CYAN}ann has the pen and looks for paper{PLAIN}", flush=True)
        time.sleep(0.5)
        with paper:
            print(f"{CYAN}ann writes{PLAIN}", flush=True)


def draw(pen, paper):
    with paper:
        print(f"{MAGENTA}ben has the paper and looks for a pen{PLAIN}", flush=True)
        time.sleep(0.5)
        with pen:
            print(f"{MAGENTA}ben draws{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    pen, paper = mp.Lock(), mp.Lock()
    ann = mp.Process(target=write, name="ann", args=(pen, paper))
    ben = mp.Process(target=draw, name="ben", args=(pen, paper))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
    print("both are done")
