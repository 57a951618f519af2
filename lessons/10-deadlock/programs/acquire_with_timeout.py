"""Pen and paper once more: who waits too long for the second thing puts the first one back."""
import multiprocessing as mp
import time

CYAN, MAGENTA, PLAIN = "\033[36m", "\033[35m", "\033[0m"


def work(name, colour, first, second, patience):
    while True:
        with first:
            print(f"{colour}{name} has one thing{PLAIN}", flush=True)
            time.sleep(0.5)
            if second.acquire(timeout=patience):
                print(f"{colour}{name} has both and works{PLAIN}", flush=True)
                second.release()
                return
        print(f"{colour}{name} has put it back{PLAIN}", flush=True)
        time.sleep(0.5)


if __name__ == "__main__":
    mp.set_start_method("fork")
    pen, paper = mp.Lock(), mp.Lock()
    ann = mp.Process(target=work, name="ann", args=("ann", CYAN, pen, paper, 0.3))
    ben = mp.Process(target=work, name="ben", args=("ben", MAGENTA, paper, pen, 3))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
    print("both are done")
