"""A cook rings when the soup is ready, and a waiter who listens for the bell."""
import multiprocessing as mp
import time

ready = False


def cook(bell):
    time.sleep(0.2)
    with bell:
        print("cook: the soup is ready", flush=True)
        global ready
        ready = True
        bell.notify()


def serve(bell):
    time.sleep(0.6)  # lays a table first
    with bell:
        while not ready:
            bell.wait()
        print("waiter: here is your soup", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    bell = mp.Condition()
    people = [
        mp.Process(target=cook, name="cook", args=(bell,)),
        mp.Process(target=serve, name="waiter", args=(bell,)),
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    print("main: everybody has eaten")
