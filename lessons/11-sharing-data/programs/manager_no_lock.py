"""Ten children take one each from a list of a manager, and nobody asks for a lock."""
import multiprocessing as mp
import time

CYAN, PLAIN = "\033[36m", "\033[0m"


def take_one(number, stock):
    seen = stock[0]  # one request
    time.sleep(0.5)  # everybody else gets the same answer meanwhile
    stock[0] = seen - 1  # another request
    print(f"{CYAN}child {number}: saw {seen}, wrote {seen - 1}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Manager() as manager:
        stock = manager.list([100])
        children = [
            mp.Process(target=take_one, name=f"child-{n}", args=(n, stock)) for n in range(1, 11)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        print(f"10 have taken one from 100, left: {stock[0]}")
