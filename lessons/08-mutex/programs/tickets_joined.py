"""The five buyers again, without a mutex: main lets nobody start before the last one is gone."""
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


def buy(number):
    time.sleep(0.5)  # on the way to the counter
    sell(number)


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_stock(1)
    began = time.perf_counter()
    for number in range(1, 6):
        buyer = mp.Process(target=buy, name=f"buyer-{number}", args=(number,))
        buyer.start()
        buyer.join()  # inside the loop: the next buyer does not even exist yet
    seconds = time.perf_counter() - began
    print(f"tickets left: {read_stock()}, after {seconds:.1f} s")
