"""An end marker for each consumer, put by main after the last producer has ended."""
import multiprocessing as mp
import time

CYAN, GREEN, BOLD, PLAIN = "\033[36m", "\033[32m", "\033[1m", "\033[0m"
END = None


def produce(letter, seconds, orders):
    for number in range(1, 6):
        time.sleep(seconds)
        orders.put(f"{letter}{number}")
        print(f"{CYAN}made {letter}{number}{PLAIN}", flush=True)


def consume(name, orders):
    used = 0
    while True:
        order = orders.get()
        if order is END:
            break
        time.sleep(0.3)
        used += 1
        print(f"{GREEN}    {name} used {order}{PLAIN}", flush=True)
    print(f"{BOLD}    {name} ends after {used} orders{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    orders = mp.Queue()
    producers = [
        mp.Process(target=produce, name="producer-A", args=("A", 0.1, orders)),
        mp.Process(target=produce, name="producer-B", args=("B", 0.2, orders)),
    ]
    consumers = [
        mp.Process(target=consume, name=name, args=(name, orders))
        for name in ("consumer-1", "consumer-2")
    ]
    for process in producers + consumers:
        process.start()
    for producer in producers:
        producer.join()
    print("all producers have ended", flush=True)
    for _ in consumers:
        orders.put(END)
    for consumer in consumers:
        consumer.join()
    print("all consumers have ended")
