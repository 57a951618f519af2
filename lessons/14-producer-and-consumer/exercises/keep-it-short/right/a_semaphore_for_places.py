"""Three producers, too few consumers: the queue grows as long as orders come in."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"
PRODUCERS, CONSUMERS = 3, 1
END = None


def produce(letter, orders, places):
    for number in range(1, 6):
        time.sleep(0.3)
        places.acquire()
        orders.put(f"{letter}{number}")


def consume(name, orders, places):
    while (order := orders.get()) is not END:
        places.release()
        time.sleep(0.3)
        print(f"{GREEN}    {name} used {order}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    orders, places = mp.Queue(), mp.Semaphore(3)
    producers = [
        mp.Process(target=produce, name=f"producer-{x}", args=(x, orders, places))
        for x in "ABCDEF"[:PRODUCERS]
    ]
    consumers = [
        mp.Process(target=consume, name=f"consumer-{n}", args=(f"consumer-{n}", orders, places))
        for n in range(1, CONSUMERS + 1)
    ]
    for process in producers + consumers:
        process.start()
    for producer in producers:
        producer.join()
    print(f"{CYAN}all orders are in, {orders.qsize()} still wait{PLAIN}", flush=True)
    for _ in consumers:
        orders.put(END)
    for consumer in consumers:
        consumer.join()
