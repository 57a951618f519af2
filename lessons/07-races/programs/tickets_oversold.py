"""One ticket, ten buyers: they all look before any of them has paid."""
import json
import multiprocessing as mp
import time

STOCK = "stock.json"
GREEN, DIM, BOLD, PLAIN = "\033[32m", "\033[2m", "\033[1m", "\033[0m"


def look():
    with open(STOCK, encoding="utf-8") as file:
        return json.load(file)["tickets"]


def note(tickets):
    with open(STOCK, "w", encoding="utf-8") as file:
        json.dump({"tickets": tickets}, file)


def buy(number):
    time.sleep(0.5)  # on the way to the shop
    tickets = look()
    if tickets > 0:
        time.sleep(0.5)  # choosing a seat, paying
        note(tickets - 1)
        print(f"{GREEN}buyer {number} has a ticket{PLAIN}", flush=True)
    else:
        print(f"{DIM}buyer {number}: sold out{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    note(1)
    buyers = [mp.Process(target=buy, name=f"buyer-{n}", args=(n,)) for n in range(1, 11)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    print(f"{BOLD}tickets left: {look()}{PLAIN}")
