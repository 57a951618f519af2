"""A cook rings when the soup is ready, and a waiter who listens for the bell."""
import multiprocessing as mp
import time


def cook(counter):
    time.sleep(0.2)
    print("cook: the soup is ready", flush=True)
    counter.put("soup")


def serve(counter):
    time.sleep(0.6)  # lays a table first
    print(f"waiter: here is your {counter.get()}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    counter = mp.Queue()
    people = [
        mp.Process(target=cook, name="cook", args=(counter,)),
        mp.Process(target=serve, name="waiter", args=(counter,)),
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    print("main: everybody has eaten")
