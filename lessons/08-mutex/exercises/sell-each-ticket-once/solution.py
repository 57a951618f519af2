"""Five buyers and one mutex: from reading to writing, one at a time."""
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
    left = read_stock()
    time.sleep(0.3)  # the answer travels to the buyer, who decides and pays
    if left > 0:
        write_stock(left - 1)
        print(f"{GREEN}buyer {number} has a ticket{PLAIN}", flush=True)
    else:
        print(f"{DIM}buyer {number}: sold out{PLAIN}", flush=True)


def buy(number, mutex):
    time.sleep(0.5)  # on the way to the counter
    with mutex:
        sell(number)


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_stock(1)
    began = time.perf_counter()
    mutex = mp.Lock()
    buyers = [
        mp.Process(target=buy, name=f"buyer-{n}", args=(n, mutex)) for n in range(1, 6)
    ]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    seconds = time.perf_counter() - began
    print(f"tickets left: {read_stock()}, after {seconds:.1f} s")
