"""A child comes to the manager for the first time when it has gone."""
import multiprocessing as mp


def count(shared, gone):
    gone.wait()
    shared.append(1)  # the first request: where is the manager's door?


if __name__ == "__main__":
    mp.set_start_method("fork")
    gone = mp.Event()
    manager = mp.Manager()
    shared = manager.list()
    child = mp.Process(target=count, name="counter", args=(shared, gone))
    child.start()
    manager.shutdown()
    print("main: the manager has ended", flush=True)
    gone.set()
    child.join()
