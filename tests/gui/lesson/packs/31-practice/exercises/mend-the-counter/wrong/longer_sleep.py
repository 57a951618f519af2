"""Two sellers and one file."""
import multiprocessing as mp
import time

STOCK = "stock.txt"
left_in_memory = 2


def read():
    with open(STOCK) as file:
        return int(file.read())


def write(left):
    with open(STOCK, "w") as file:
        file.write(str(left))


def sell(name):
    global left_in_memory
    left = read()
    time.sleep(0.4)
    write(left - 1)
    left_in_memory = left - 1
    print(f"{name} sold a ticket", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    write(2)
    sellers = [mp.Process(target=sell, args=(name,), name=name) for name in ("ann", "bob")]
    for seller in sellers:
        seller.start()
    for seller in sellers:
        seller.join()
    print("left:", read(), flush=True)
    print("main still has", left_in_memory, flush=True)
