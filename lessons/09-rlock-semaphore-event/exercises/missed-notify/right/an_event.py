"""A cook rings when the soup is ready, and a waiter who listens for the bell."""
import multiprocessing as mp
import time


def cook(bell):
    time.sleep(0.2)
    print("cook: the soup is ready", flush=True)
    bell.set()


def serve(bell):
    time.sleep(0.6)  # lays a table first
    bell.wait()
    print("waiter: here is your soup", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    bell = mp.Event()
    people = [
        mp.Process(target=cook, name="cook", args=(bell,)),
        mp.Process(target=serve, name="waiter", args=(bell,)),
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    print("main: everybody has eaten")
