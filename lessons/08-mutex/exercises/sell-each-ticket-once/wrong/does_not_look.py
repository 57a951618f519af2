"""Five buyers, one ticket and no lock: everybody reads before anybody writes."""
import json
import multiprocessing as mp
import time

STOCK = "tickets.json"
GREEN, DIM, PLAIN = "\033[32m", "\033[2m", "\033[0m"


def read_stock():
    with open(STOCK, encoding="utf-8") as file:
        return json.load(file)["left"]


def write_stock(left):
    with open(STOCK, "w", encoding="utf-8") as file:
        json.dump({"left": left}, file)


def sell(number):
    if number == 1:
        write_stock(0)
        print(f"{GREEN}buyer {number} has a ticket{PLAIN}", flush=True)
    else:
        print(f"{DIM}buyer {number}: sold out{PLAIN}", flush=True)


def buy(number):
    time.sleep(0.5)  # on the way to the counter
    sell(number)


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_stock(1)
    began = time.perf_counter()
    buyers = [mp.Process(target=buy, name=f"buyer-{n}", args=(n,)) for n in range(1, 6)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    seconds = time.perf_counter() - began
    print(f"tickets left: {read_stock()}, after {seconds:.1f} s")
