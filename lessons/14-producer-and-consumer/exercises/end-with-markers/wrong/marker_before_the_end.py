"""Two producers, one consumer: everything is consumed, but the program never ends."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def produce(letter, seconds, orders):
    for number in range(1, 5):
        time.sleep(seconds)
        orders.put(f"{letter}{number}")
        print(f"{CYAN}made {letter}{number}{PLAIN}", flush=True)


def consume(orders):
    while True:
        order = orders.get()
        if order is None:
            break
        time.sleep(0.2)
        print(f"{GREEN}    used {order}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    orders = mp.Queue()
    producers = [
        mp.Process(target=produce, name="producer-A", args=("A", 0.1, orders)),
        mp.Process(target=produce, name="producer-B", args=("B", 0.3, orders)),
    ]
    consumer = mp.Process(target=consume, name="consumer", args=(orders,))
    for process in (*producers, consumer):
        process.start()
    orders.put(None)
    for producer in producers:
        producer.join()
    print("all producers have ended", flush=True)
    consumer.join()
    print("the consumer has ended")
