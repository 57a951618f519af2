"""Ann takes the pen, then the paper. Ben takes the paper, then the pen. Nobody sleeps."""
import multiprocessing as mp


def write(pen, paper):
    with pen:
        with paper:
            print("ann writes", flush=True)


def draw(pen, paper):
    with paper:
        with pen:
            print("ben draws", flush=True)


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
