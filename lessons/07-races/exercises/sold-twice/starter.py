"""Two buyers, one ticket, and a window that is very small."""
import multiprocessing as mp

STOCK = "stock.txt"


def look():
    with open(STOCK, encoding="utf-8") as file:
        return int(file.read() or 0)


def note(tickets):
    with open(STOCK, "w", encoding="utf-8") as file:
        file.write(str(tickets))


def buy(number):
    tickets = look()
    if tickets > 0:
        note(tickets - 1)
        print(f"buyer {number} has a ticket", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    note(1)
    buyers = [mp.Process(target=buy, name=f"buyer-{n}", args=(n,)) for n in (1, 2)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
