"""Three children, and a moment at which main says: now."""
import multiprocessing as mp
import time


def hold(key, enough):
    with key:
        enough.wait()


def use(key):
    with key:
        print("ben: it was my turn", flush=True)


def greet():
    print("cleo: hello, and goodbye", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    key, enough = mp.Lock(), mp.Event()
    ann = mp.Process(target=hold, name="ann", args=(key, enough))
    ben = mp.Process(target=use, name="ben", args=(key,))
    cleo = mp.Process(target=greet, name="cleo")
    ann.start()
    time.sleep(0.5)
    ben.start()
    cleo.start()
    time.sleep(1)
    print("main: now", flush=True)
    time.sleep(1)
    print("main: enough", flush=True)
    enough.set()
    for child in (ann, ben, cleo):
        child.join()
