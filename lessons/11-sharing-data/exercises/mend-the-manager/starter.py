"""Ten children walk to a shelf of 100 cups and take one each; the number stands with a manager."""
import multiprocessing as mp
import time


def take_one(number, stock):
    time.sleep(0.5)  # walks to the shelf
    seen = stock[0]
    time.sleep(0.1)  # takes a cup down
    stock[0] = seen - 1
    print(f"child {number} has a cup, {seen - 1} are left", flush=True)


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
        print(f"left: {stock[0]}")
