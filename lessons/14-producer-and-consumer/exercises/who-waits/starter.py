"""One producer, two consumers, one end marker."""
import multiprocessing as mp


def produce(orders):
    for number in range(1, 7):
        orders.put(number)


def consume(orders):
    while (order := orders.get()) is not None:
        print(f"used {order}", flush=True)
    print("one consumer ends", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    orders = mp.Queue()
    producer = mp.Process(target=produce, name="producer", args=(orders,))
    consumers = [
        mp.Process(target=consume, name=f"consumer-{n}", args=(orders,)) for n in (1, 2)
    ]

    producer.start()
    for consumer in consumers:
        consumer.start()

    producer.join()
    orders.put(None)

    for consumer in consumers:
        consumer.join()
    print("all have ended", flush=True)
