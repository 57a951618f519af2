"""A cook rings when the soup is ready, and a waiter who listens for the bell."""
import multiprocessing as mp
import time


def cook(bell, ready):
    time.sleep(0.2)
    with bell:
        print("cook: the soup is ready", flush=True)
        ready.value = 1
        bell.notify_all()


def serve(bell, ready):
    time.sleep(0.6)  # lays a table first
    with bell:
        bell.wait_for(lambda: ready.value)
        print("waiter: here is your soup", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    bell = mp.Condition()
    ready = mp.Value("b", 0)  # guarded by the lock in bell
    people = [
        mp.Process(target=cook, name="cook", args=(bell, ready)),
        mp.Process(target=serve, name="waiter", args=(bell, ready)),
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    print("main: everybody has eaten")
