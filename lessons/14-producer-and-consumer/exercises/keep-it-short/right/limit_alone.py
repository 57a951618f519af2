"""Three producers, too few consumers: the queue grows as long as orders come in."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"
PRODUCERS, CONSUMERS = 3, 1
END = None


def produce(letter, orders):
    for number in range(1, 6):
        time.sleep(0.3)
        orders.put(f"{letter}{number}")


def consume(name, orders):
    while (order := orders.get()) is not END:
        time.sleep(0.3)
        print(f"{GREEN}    {name} used {order}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    orders = mp.Queue(4)
    producers = [
        mp.Process(target=produce, name=f"producer-{x}", args=(x, orders))
        for x in "ABCDEF"[:PRODUCERS]
    ]
    consumers = [
        mp.Process(target=consume, name=f"consumer-{n}", args=(f"consumer-{n}", orders))
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
