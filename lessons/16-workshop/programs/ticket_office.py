"""A whole ticket office: look at the stock, buy under a mutex, and a clerk who writes the log."""
import json
import multiprocessing as mp
import os
import time

STOCK, LOG = "stock.json", "sales.log"
CYAN, GREEN, DIM, PLAIN = "\033[36m", "\033[32m", "\033[2m", "\033[0m"
CLOSED = None


# -- the stock: whoever reads or writes the file has the mutex

def read_stock():
    with open(STOCK, encoding="utf-8") as file:
        return json.load(file)


def write_stock(stock):
    with open(STOCK, "w", encoding="utf-8") as file:
        json.dump(stock, file)


def view(mutex):
    """How many tickets are left for each show: true when it was read, perhaps not any more."""
    with mutex:  # else it could meet a file that somebody has just emptied to write it
        return read_stock()


def buy(show, mutex):
    """One ticket less, or False. Looking and taking are one step for all others."""
    with mutex:
        stock = read_stock()
        time.sleep(0.05)  # a slow disk
        if stock[show] == 0:
            return False
        stock[show] -= 1
        write_stock(stock)
        return True


# -- the customers

def customer(name, wishes, mutex, log):
    for show in wishes:
        left = view(mutex)[show]
        time.sleep(0.2)  # makes up their mind
        if left == 0:
            log.put((name, show, "did not try"))
        elif buy(show, mutex):
            print(f"{GREEN}{name} has a ticket for {show}{PLAIN}", flush=True)
            log.put((name, show, "bought"))
        else:
            print(f"{DIM}{name} saw {left} for {show}, and came too late{PLAIN}", flush=True)
            log.put((name, show, "too late"))


# -- the clerk: the only one who writes the log

def write_log(log):
    with open(LOG, "w", encoding="utf-8") as file:
        for number, (name, show, outcome) in enumerate(iter(log.get, CLOSED), start=1):
            file.write(f"{number} {name} {show}: {outcome}\n")
            file.flush()


def main():
    write_stock({"opera": 2, "circus": 3})
    mutex, log = mp.Lock(), mp.Queue()
    clerk = mp.Process(target=write_log, name="clerk", args=(log,))
    clerk.start()
    customers = [
        mp.Process(target=customer, name=name, args=(name, wishes, mutex, log))
        for name, wishes in (
            ("ann", ["opera", "circus"]),
            ("ben", ["opera", "opera"]),
            ("cleo", ["circus", "opera"]),
            ("dan", ["opera", "circus"]),
        )
    ]
    for process in customers:
        process.start()
    for process in customers:
        process.join()
    log.put(CLOSED)  # all customers have ended: this is the last entry
    clerk.join()
    with open(LOG, encoding="utf-8") as file:
        sold = sum(line.endswith("bought\n") for line in file)
    left = read_stock()
    print(f"{CYAN}sold: {sold}, left: {left}, log: {os.path.getsize(LOG)} bytes{PLAIN}")


if __name__ == "__main__":
    mp.set_start_method("fork")
    main()
