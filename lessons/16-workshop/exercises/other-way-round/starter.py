"""Two customers take a ticket each, and then tell the log. Tickets come out in order; does the log?"""
import multiprocessing as mp


def buy(name, tickets, log):
    number = tickets.get()
    log.put(f"ticket {number} to {name}")


if __name__ == "__main__":
    mp.set_start_method("fork")
    tickets, log = mp.SimpleQueue(), mp.SimpleQueue()
    tickets.put(1)
    tickets.put(2)
    ann = mp.Process(target=buy, name="ann", args=("ann", tickets, log))
    ben = mp.Process(target=buy, name="ben", args=("ben", tickets, log))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
    print(f"log: {log.get()}, {log.get()}")
