"""A queue that counts unfinished orders, and consumers that are daemons."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def produce(letter, seconds, orders):
    for number in range(1, 6):
        time.sleep(seconds)
        orders.put(f"{letter}{number}")
        print(f"{CYAN}made {letter}{number}{PLAIN}", flush=True)


def consume(name, orders):
    while True:
        order = orders.get()
        time.sleep(0.3)
        print(f"{GREEN}    {name} used {order}{PLAIN}", flush=True)
        orders.task_done()


if __name__ == "__main__":
    mp.set_start_method("fork")
    orders = mp.JoinableQueue()
    producers = [
        mp.Process(target=produce, name="producer-A", args=("A", 0.1, orders)),
        mp.Process(target=produce, name="producer-B", args=("B", 0.2, orders)),
    ]
    consumers = [
        mp.Process(target=consume, name=name, args=(name, orders), daemon=True)
        for name in ("consumer-1", "consumer-2")
    ]
    for process in producers + consumers:
        process.start()
    for producer in producers:
        producer.join()
    print("all producers have ended", flush=True)
    orders.join()
    print("all orders are done")
