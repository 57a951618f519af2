"""The view is mended."""
import json
import multiprocessing as mp
import time

STOCK = "stock.json"
WISHES = {
    "ann": ["opera", "circus"],
    "ben": ["opera", "opera"],
    "cleo": ["circus", "opera"],
    "dan": ["opera", "circus"],
}


def read_stock():
    with open(STOCK, encoding="utf-8") as file:
        return json.load(file)


def write_stock(stock):
    with open(STOCK, "w", encoding="utf-8") as file:
        time.sleep(0.05)  # a slow disk
        json.dump(stock, file)


def view(show, mutex):
    with mutex:
        return read_stock()[show]


def buy(show, mutex):
    with mutex:
        stock = read_stock()
        stock[show] -= 1
        write_stock(stock)
        return True


def customer(name, mutex):
    for show in WISHES[name]:
        left = view(show, mutex)
        time.sleep(0.2)  # makes up their mind
        if left > 0 and buy(show, mutex):
            print(f"{name} has a ticket for {show}", flush=True)
        else:
            print(f"{name}: no ticket for {show}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_stock({"opera": 2, "circus": 3})
    mutex = mp.Lock()
    customers = [mp.Process(target=customer, name=n, args=(n, mutex)) for n in WISHES]
    for process in customers:
        process.start()
    for process in customers:
        process.join()
    print(f"left: {read_stock()}")
