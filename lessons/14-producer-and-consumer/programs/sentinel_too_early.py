"""The faster producer puts the end marker itself, while the slower one is still at work."""
import multiprocessing as mp
import time

CYAN, GREEN, BOLD, PLAIN = "\033[36m", "\033[32m", "\033[1m", "\033[0m"
END = None


def produce(letter, seconds, orders):
    for number in range(1, 4):
        time.sleep(seconds)
        orders.put(f"{letter}{number}")
        print(f"{CYAN}made {letter}{number}{PLAIN}", flush=True)
    orders.put(END)  # "I have finished", says one producer of two
    print(f"{BOLD}producer {letter} put an end marker{PLAIN}", flush=True)


def consume(orders):
    used = 0
    while True:
        order = orders.get()
        if order is END:
            break
        used += 1
        print(f"{GREEN}    used {order}{PLAIN}", flush=True)
    print(f"{BOLD}    the consumer ends after {used} orders{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    orders = mp.Queue()
    fast = mp.Process(target=produce, name="fast", args=("A", 0.1, orders))
    slow = mp.Process(target=produce, name="slow", args=("B", 0.6, orders))
    consumer = mp.Process(target=consume, name="consumer", args=(orders,))
    for process in (fast, slow, consumer):
        process.start()
    for process in (fast, slow, consumer):
        process.join()
    print(f"left in the queue, for nobody: {orders.qsize()}")
